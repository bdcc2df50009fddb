/**
 * A snippet's body with its leading blanks as tabs, which editors turn into the file's own indentation.
 * Blanks that are no whole step stay, because they align something.
 */
export function indentedByTabs(body: string): string {
  const lines = body.split('\n');
  const widths = lines.map(blanksBefore).filter((width) => width > 0);
  const step = Math.min(...widths);
  // Other widths are no indentation, for example the alignment of a list.
  if (step !== 2 && step !== 4) return body;
  return lines
    .map((line) => {
      const width = blanksBefore(line);
      return '\t'.repeat(Math.floor(width / step)) + ' '.repeat(width % step) + line.slice(width);
    })
    .join('\n');
}

function blanksBefore(line: string): number {
  return line.length - line.trimStart().length;
}
