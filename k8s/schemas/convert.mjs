// Converts the type declarations of npm packages into the JSON schemas of this folder. README.md has the command.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const packages = path.resolve('node_modules/@kubernetes-models');
const roots = {
  HTTPRoute: ['gateway-api', 'gateway.networking.k8s.io/v1/HTTPRoute'],
  Cluster: ['cloudnative-pg', 'postgresql.cnpg.io/v1/Cluster'],
  PodMonitor: ['prometheus-operator', 'monitoring.coreos.com/v1/PodMonitor'],
  PrometheusRule: ['prometheus-operator', 'monitoring.coreos.com/v1/PrometheusRule'],
};
// The API of Kubernetes validates metadata, and controllers write the status.
const omitted = new Set(['metadata', 'status']);

function load(file) {
  const program = ts.createProgram([file], { moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext });
  const diagnostics = ts.getPreEmitDiagnostics(program).filter((each) => each.code === 2307);
  if (diagnostics.length > 0) {
    throw new Error(`${file}: ${diagnostics[0].messageText}`);
  }
  return { checker: program.getTypeChecker(), source: program.getSourceFile(file) };
}

// Returns the name without the "I" that the packages put in front of interfaces.
function nameOf(declaration) {
  return declaration.name.text.replace(/^I(?=[A-Z])/, '');
}

// Returns the text of the validator beside the declaration of a type.
function validatorOf(declaration) {
  const exported = declaration.getSourceFile().text.match(/\bI\w+ as I(\w+)/);
  const file = declaration.getSourceFile().fileName;
  const folder = path.join(file.slice(0, file.indexOf('/', file.indexOf('@kubernetes-models/') + 19)), '_schemas');
  const validator = exported ? path.join(folder, `${exported[1]}.js`) : '';
  return fs.existsSync(validator) ? fs.readFileSync(validator, 'utf8') : '';
}

// Returns the pattern and the allowed values in a part of a validator, which the declarations do not contain.
function limits(part, validator) {
  const found = {};
  const pattern = part.match(/params:\{pattern:("(?:[^"\\]|\\.)*")\}/);
  const allowed = part.match(/params:\{allowedValues:(\w+)\}/);
  if (pattern) {
    found.pattern = JSON.parse(pattern[1]);
  }
  if (allowed) {
    found.enum = JSON.parse(validator.match(new RegExp(`\\b${allowed[1]}=(\\[[^\\]]*\\])`))[1]);
  }
  return found;
}

// Returns the limits of a property that is a text.
function limitsOf(property, validator) {
  const call = validator.match(new RegExp(`void 0!==data\\.${property}&&\\(?(validate\\d+)\\(`));
  const start = call ? validator.indexOf(`function ${call[1]}(`) : -1;
  const part = start < 0 ? '' : validator.slice(start, validator.indexOf('errors=vErrors,0===errors}', start));
  return part.includes('Array.isArray(data)') || !part.includes('"string"') ? {} : limits(part, validator);
}

function convert(kind, [folder, module]) {
  const { checker, source } = load(path.join(packages, folder, `${module}.d.ts`));
  const definitions = {};
  const names = new Map();

  function schema(node) {
    if (ts.isTypeReferenceNode(node)) {
      if (node.typeName.getText() === 'Array') {
        return { type: 'array', items: schema(node.typeArguments[0]) };
      }
      return reference(node);
    }
    if (ts.isUnionTypeNode(node)) {
      const types = node.types.filter((each) => !isNull(each)).map(schema);
      if (types.every((each) => each.enum)) {
        return { enum: types.flatMap((each) => each.enum) };
      }
      return types.length === 1 ? types[0] : { anyOf: types };
    }
    if (ts.isParenthesizedTypeNode(node)) {
      return schema(node.type);
    }
    if (ts.isTypeLiteralNode(node)) {
      return object(node.members);
    }
    if (ts.isArrayTypeNode(node)) {
      return { type: 'array', items: schema(node.elementType) };
    }
    if (ts.isLiteralTypeNode(node)) {
      return { enum: [JSON.parse(node.literal.getText())] };
    }
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword: return { type: 'string' };
      case ts.SyntaxKind.NumberKeyword: return { type: 'number' };
      case ts.SyntaxKind.BooleanKeyword: return { type: 'boolean' };
      case ts.SyntaxKind.AnyKeyword:
      case ts.SyntaxKind.UnknownKeyword: return {};
      default: throw new Error(`No conversion for ${node.getText()}`);
    }
  }

  function isNull(node) {
    return ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword;
  }

  function object(members, validator = '') {
    const index = members.find(ts.isIndexSignatureDeclaration);
    if (index) {
      return { type: 'object', additionalProperties: schema(index.type) };
    }
    const properties = {};
    const required = [];
    for (const member of members) {
      properties[member.name.text] = { ...schema(member.type), ...limitsOf(member.name.text, validator) };
      if (!member.questionToken) {
        required.push(member.name.text);
      }
    }
    return { type: 'object', additionalProperties: false, ...(required.length ? { required } : {}), properties };
  }

  // Returns the members of an interface and of those that it extends, which are embedded structures in Go.
  function membersOf(declaration) {
    const extended = (declaration.heritageClauses ?? []).flatMap((clause) => clause.types);
    return extended.flatMap((type) => membersOf(declarationOf(type.expression))).concat(declaration.members);
  }

  function declarationOf(name) {
    let symbol = checker.getSymbolAtLocation(name);
    while (symbol.flags & ts.SymbolFlags.Alias) {
      symbol = checker.getAliasedSymbol(symbol);
    }
    return symbol.declarations.find((each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each));
  }

  function reference(node) {
    const declaration = declarationOf(node.typeName);
    const name = uniqueName(declaration);
    if (!(name in definitions)) {
      definitions[name] = null;
      definitions[name] = ts.isInterfaceDeclaration(declaration) ? object(membersOf(declaration), validatorOf(declaration)) : alias(declaration);
    }
    return { $ref: `#/$defs/${name}` };
  }

  // Types of different packages may have the same name.
  function uniqueName(declaration) {
    const file = declaration.getSourceFile().fileName;
    if (!names.has(file)) {
      const taken = new Set(names.values());
      let name = nameOf(declaration);
      while (taken.has(name)) {
        name += '_';
      }
      names.set(file, name);
    }
    return names.get(file);
  }

  function alias(declaration) {
    const converted = schema(declaration.type);
    const validator = validatorOf(declaration);
    return converted.type === 'string' ? { ...converted, ...limits(validator, validator) } : converted;
  }

  const declaration = source.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === `I${kind}`);
  const members = declaration.members.filter((each) => !omitted.has(each.name.text));
  const root = object(members);
  root.properties.metadata = { type: 'object' };
  const version = JSON.parse(fs.readFileSync(path.join(packages, folder, 'package.json'), 'utf8')).version;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $comment: `Converted from ${module} of @kubernetes-models/${folder} ${version}, MIT License: see README.md`,
    ...root,
    $defs: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

for (const [kind, root] of Object.entries(roots)) {
  fs.writeFileSync(process.argv[2] + `/${kind}.json`, JSON.stringify(convert(kind, root), null, 1) + '\n');
}
