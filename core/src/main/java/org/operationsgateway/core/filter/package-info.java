/**
 * Reads AIP-160 filters and decides which operations match them.
 *
 * <p>A text becomes tokens, a tree of syntax that knows positions, and at last a {@link
 * org.operationsgateway.core.filter.Condition}, in which each comparison fits its field. The condition is evaluated in
 * memory here, and by a database elsewhere; the two agree if both keep to these rules.
 *
 * <ul>
 *   <li>A match is true or false. {@code NOT} negates it. A comparison with something that is not set is false, with
 *       {@code !=} too; a JSON null is not set, nor is anything in a payload with {@linkplain
 *       org.operationsgateway.core.filter.BrokenEscapes broken escapes}.
 *   <li>{@code !=} is true for whatever is set and not equal, of whatever type it is.
 *   <li>What an argument is decides what it can equal in a payload. {@code true} and {@code false} equal the JSON
 *       literal and a string that says so. A number without quotes equals a JSON number, or a string that holds a
 *       number, as ProtoJSON writes 64 bits. A timestamp or a duration, quoted or not, equals a string that holds the
 *       same time, however it is written. Every other argument equals a string. What cannot be equal is not ordered.
 *   <li>Numbers compare by value, at most {@value org.operationsgateway.core.filter.Quantity#MAX_LENGTH} characters
 *       long and with exponents up to 1000; a longer one in a payload equals nothing. Texts compare by code points.
 *   <li>A dot leads into an object, never into an array: digits are a key like any other. Only for {@code :} does an
 *       array on the way stand for each of its elements.
 *   <li>Of members with the same name the last counts. A literal without a field, though, looks at every string.
 * </ul>
 *
 * @see <a href="https://google.aip.dev/160">AIP-160</a>
 */
@NullMarked
package org.operationsgateway.core.filter;

import org.jspecify.annotations.NullMarked;
