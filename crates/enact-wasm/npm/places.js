// Places as JavaScript counts them: `start` and `end` are indexes into the text of the file.

/** Adds them to every finding of `report`, and to its labels. */
export function placed(report, files) {
  const lines = new Map();
  for (const finding of report.findings) {
    for (const place of [finding, ...finding.labels]) {
      const text = files.get(place.file);
      if (text === undefined) continue;
      if (!lines.has(place.file)) lines.set(place.file, beginnings(text));
      const of = lines.get(place.file);
      place.start = index(text, of, place.line, place.column);
      place.end = index(text, of, place.end_line, place.end_column);
    }
  }
  return report;
}

/** Where each line begins. */
function beginnings(text) {
  const found = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) found.push(at + 1);
  return found;
}

/** Columns count characters; one beyond the first 65,536 takes two places in a string. */
function index(text, lines, line, column) {
  let at = lines[line - 1];
  for (let passed = 1; passed < column; passed += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}
