/** Which parts of a line stand in brackets or quotation marks. */

const PAIRS: Record<string, string> = {
  '「': '」',
  '『': '』',
  '（': '）',
  '(': ')',
  '【': '】',
  '〈': '〉',
  '《': '》',
  '［': '］',
  '[': ']',
  '“': '”',
}
const CLOSING = new Set(Object.values(PAIRS))
/** What is not closed within this many characters was not meant as a bracket. */
const FARTHEST = 400

/** Gives, for each outermost opening bracket's index, the index just after its closing one. */
export function enclosedUntil(line: string): Map<number, number> {
  const spans = new Map<number, number>()
  const open: { at: number; closing: string }[] = []
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] ?? ''
    const closing = PAIRS[character]
    if (closing !== undefined) open.push({ at: index, closing })
    else if (CLOSING.has(character)) close(open, { character, index, spans })
  }
  return outermost(spans)
}

function close(
  open: { at: number; closing: string }[],
  { character, index, spans }: { character: string; index: number; spans: Map<number, number> },
): void {
  // Not deeper than a writer goes: brackets that nobody closed are given up.
  const depth = open.slice(-8).findLastIndex(({ closing }) => closing === character)
  if (depth < 0) return
  const [opened] = open.splice(Math.max(0, open.length - 8) + depth)
  if (opened && index - opened.at <= FARTHEST) spans.set(opened.at, index + 1)
}

function outermost(spans: Map<number, number>): Map<number, number> {
  let end = -1
  const outer = new Map<number, number>()
  for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
    if (from < end) continue
    outer.set(from, to)
    end = to
  }
  return outer
}
