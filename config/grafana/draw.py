"""Draws the panels of a Grafana dashboard as a page of SVG, from the HTTP API of Prometheus."""

import argparse
import html
import json
import math
import time
import urllib.parse
import urllib.request

WIDTH, HEADER, TITLE, LEGEND = 1440, 34, 26, 30
UNIT = 36  # The height of a unit of the grid of Grafana, with its gap.
COLOURS = ["#7eb26d", "#eab839", "#6ed0e0", "#ef843c", "#e24d42", "#1f78c1", "#ba43a9", "#705da0", "#508642", "#cca300"]
STEP = 2


def query(server, expression, start, end):
    for variable, value in (("$__rate_interval", "12s"), ("$job", "operations-gateway"), ("$instance", ".*")):
        expression = expression.replace(variable, value)
    parameters = urllib.parse.urlencode({"query": expression, "start": start, "end": end, "step": STEP})
    with urllib.request.urlopen(f"{server}/api/v1/query_range?{parameters}", timeout=30) as response:
        return json.load(response)["data"]["result"]


def legend(form, labels):
    for name, value in labels.items():
        form = form.replace("{{" + name + "}}", value)
    return form


def number(value, unit):
    if unit == "percentunit":
        return f"{value * 100:.3g} %"
    if unit == "s":
        if value == 0:
            return "0 s"
        return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"
    if unit == "bytes":
        for suffix in ("B", "KiB", "MiB", "GiB"):
            if value < 1024 or suffix == "GiB":
                return f"{value:.3g} {suffix}"
            value /= 1024
    text = f"{value / 1000:.3g} K" if value >= 1000 else f"{value:.3g}"
    return text + {"reqps": " req/s", "ops": " /s"}.get(unit, "")


def ceiling(value, unit):
    """Returns the next number of 1, 2 or 5 times a power of ten; in its unit for bytes."""
    if value <= 0:
        return 1
    if unit == "bytes" and value >= 1024:
        return 1024 * ceiling(value / 1024, unit)
    power = 10 ** math.floor(math.log10(value))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= value)


def series(panel, server, start, end):
    lines = []
    for target in panel["targets"]:
        for result in query(server, target["expr"], start, end):
            points = [(float(t), float(v)) for t, v in result["values"] if math.isfinite(float(v))]
            if points:
                lines.append((legend(target["legendFormat"], result["metric"]), points))
    return lines


def stacked(lines):
    totals, result = {}, []
    for name, points in lines:
        raised = []
        for t, v in points:
            totals[t] = totals.get(t, 0) + v
            raised.append((t, totals[t]))
        result.append((name, raised))
    return result


def plot(lines, unit, x, y, w, h, start, end):
    top = ceiling(max((v for _, points in lines for _, v in points), default=1) * 1.02, unit)
    left, bottom = x + 76, y + h
    out = []
    for i in range(5):
        level = bottom - h * i / 4
        out.append(f'<line x1="{left}" x2="{x + w}" y1="{level}" y2="{level}" class="grid"/>')
        out.append(f'<text x="{left - 6}" y="{level + 4}" class="axis" text-anchor="end">{number(top * i / 4, unit)}</text>')
    for i in range(3):
        t = start + (end - start) * i / 2
        anchor = ("start", "middle", "end")[i]
        label = time.strftime("%H:%M:%S", time.gmtime(t))
        out.append(f'<text x="{left + (x + w - left) * i / 2}" y="{bottom + 14}" class="axis" text-anchor="{anchor}">{label}</text>')
    for i, (_, points) in enumerate(lines):
        parts, last = [], None
        for t, v in points:
            px, py = left + (x + w - left) * (t - start) / (end - start), bottom - h * v / top
            parts.append(f'{"L" if last and t - last <= 2 * STEP else "M"}{px:.1f} {py:.1f}')
            last = t
        out.append(f'<path d="{"".join(parts)}" stroke="{COLOURS[i % len(COLOURS)]}" class="line"/>')
    return out


def draw(panel, server, start, end):
    grid, unit = panel["gridPos"], panel.get("fieldConfig", {}).get("defaults", {}).get("unit", "")
    x, y = grid["x"] * WIDTH / 24 + 8, grid["y"] * UNIT + HEADER
    w, h = grid["w"] * WIDTH / 24 - 16, grid["h"] * UNIT - 10
    if panel["type"] == "row":
        return [f'<text x="{x}" y="{y + 22}" class="row">{html.escape(panel["title"])}</text>']
    lines = series(panel, server, start, end)
    custom = panel["fieldConfig"]["defaults"]["custom"]
    if custom["stacking"]["mode"] == "normal":
        lines = stacked(lines)
    out = [f'<rect x="{x}" y="{y}" width="{w}" height="{h}" class="panel"/>',
           f'<text x="{x + 10}" y="{y + 18}" class="title">{html.escape(panel["title"])}</text>']
    out += plot(lines, unit, x + 4, y + TITLE + 4, w - 16, h - TITLE - LEGEND - 26, start, end)
    if not lines:
        out.append(f'<text x="{x + w / 2}" y="{y + h / 2}" class="axis" text-anchor="middle">No data</text>')
    cursor, level = x + 12, y + h - 24
    for i, (name, _) in enumerate(lines):
        width = 22 + 6.2 * len(name)
        if cursor + width > x + w:
            cursor, level = x + 12, level + 14
        if level > y + h:
            break
        out.append(f'<rect x="{cursor}" y="{level - 5}" width="10" height="3" fill="{COLOURS[i % len(COLOURS)]}"/>')
        out.append(f'<text x="{cursor + 14}" y="{level}" class="axis">{html.escape(name)}</text>')
        cursor += width
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--prometheus", "--dashboard", "--html", "--size"):
        parser.add_argument(option, required=True)
    parser.add_argument("--start", type=int, required=True)
    options = parser.parse_args()
    with open(options.dashboard, encoding="utf-8") as file:
        dashboard = json.load(file)
    start = options.start // STEP * STEP
    end = int(time.time()) // STEP * STEP
    height = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in dashboard["panels"]) * UNIT + HEADER + 8
    body = [f'<text x="8" y="24" class="head">{html.escape(dashboard["title"])}</text>']
    for panel in dashboard["panels"]:
        body += draw(panel, options.prometheus, start, end)
    with open(options.html, "w", encoding="utf-8") as file:
        file.write(f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #111217 }} text {{ font-family: sans-serif; fill: #ccccdc }}
.head {{ font-size: 18px }} .row {{ font-size: 15px; font-weight: bold }} .title {{ font-size: 13px }}
.axis {{ font-size: 10.5px; fill: #9a9aa8 }} .panel {{ fill: #181b1f; stroke: #2c2f35 }} .grid {{ stroke: #2c2f35 }}
.line {{ fill: none; stroke-width: 1.4 }}</style>
<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}">{"".join(body)}</svg>""")
    with open(options.size, "w", encoding="utf-8") as file:
        file.write(f"{WIDTH},{height}")


if __name__ == "__main__":
    main()
