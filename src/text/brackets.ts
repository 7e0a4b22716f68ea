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
  '«': '»',
  '„': '“',
}
const MARKS = /["'‘’「」『』（）()【】〈〉《》［］[\]“”«»„]/g
const CLOSING = new Set(Object.values(PAIRS))
/** What is not closed within this many characters was not meant as a bracket. */
const FARTHEST = 400
/** Brackets that nobody closed are given up: no writer goes deeper. */
const DEEPEST = 8
const STRAIGHT = '"'
const SINGLE = "'"

/** A part of a line from its outermost opening bracket to just after the closing one. */
export type Span = { from: number; to: number }

type Open = { at: number; closing: string }

/** Gives the outermost bracketed and quoted parts, in order. */
export function enclosed(line: string): Span[] {
  const spans: Span[] = []
  const open: Open[] = []
  for (const { index, 0: mark } of line.matchAll(MARKS)) {
    const kind = kindOf(mark, { line, index, open })
    if (kind === 'close') close(open, { mark, index, spans })
    else if (kind === 'open') begin(open, mark, index)
  }
  return outermost(spans)
}

/** Gives the closing mark as it is remembered: a curly single quote ends like a straight one. */
const closingOf = (mark: string): string =>
  mark === STRAIGHT ? STRAIGHT : isSingle(mark) ? SINGLE : (PAIRS[mark] ?? '')

const isSingle = (mark: string) => mark === SINGLE || mark === '‘' || mark === '’'

function begin(open: Open[], mark: string, at: number): void {
  const closing = closingOf(mark)
  // A quotation that begins again was never closed: newspapers do so at each paragraph.
  const same = closing === STRAIGHT || closing === SINGLE || closing === '”'
  if (same && open.at(-1)?.closing === closing) open.pop()
  open.push({ at, closing })
  if (open.length > DEEPEST) open.shift()
}

function kindOf(
  mark: string,
  { line, index, open }: { line: string; index: number; open: readonly Open[] },
): 'open' | 'close' | null {
  const before = line[index - 1] ?? ' '
  const after = line[index + 1] ?? ' '
  if (mark === STRAIGHT) return straight(before, after, open)
  if (isSingle(mark)) return single(before, after)
  // German „so“ closes with the mark that opens an English quotation.
  if (mark === '“' && open.at(-1)?.closing === '“') return 'close'
  if (PAIRS[mark] !== undefined) return 'open'
  return CLOSING.has(mark) ? 'close' : null
}

function straight(before: string, after: string, open: readonly Open[]): 'open' | 'close' | null {
  const begins = /[\s(（「[—–。、，：:-]/.test(before) && !/\s/.test(after)
  const isOpen = open.some(({ closing }) => closing === STRAIGHT)
  if (begins && !(isOpen && /[。、，]/.test(before))) return 'open'
  return isOpen ? 'close' : null
}

/** An apostrophe is none: a quotation begins before a letter and ends after a mark. */
function single(before: string, after: string): 'open' | 'close' | null {
  if (/[\s("“—–]/.test(before) && /\p{Lu}/u.test(after)) return 'open'
  return /[.,!?;…]/.test(before) && /[\s)"”—–.,]/.test(after) ? 'close' : null
}

function close(
  open: Open[],
  { mark, index, spans }: { mark: string; index: number; spans: Span[] },
): void {
  const closing = isSingle(mark) ? SINGLE : mark
  const depth = open.findLastIndex((one) => one.closing === closing)
  if (depth < 0) return
  const [opened] = open.splice(depth)
  if (opened && index - opened.at <= FARTHEST) spans.push({ from: opened.at, to: index + 1 })
}

function outermost(spans: Span[]): Span[] {
  let end = -1
  const outer: Span[] = []
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    if (span.from < end) continue
    outer.push(span)
    end = span.to
  }
  return outer
}
