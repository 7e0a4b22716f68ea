/** The sections of a digest-format page: anchored on each run of ✅, walked back and forth. Pure. */
import type { CitedSource, Section } from '../model/article.ts'
import { sentences } from '../text/sentences.ts'
import { safeUrl } from '../text/url.ts'
import type { Line } from './lines.ts'
import {
  afterCheck,
  afterMore,
  isAfterEnd,
  isCheck,
  isCreditStart,
  isEnded,
  isMore,
  isNext,
  isQuestion,
  splitCredit,
  splitDate,
} from './marks.ts'
import { headingIndex } from './section-head.ts'

/** A cited source's lines: [start, end) from its title to its `さらに読む`. */
type Cite = { start: number; end: number; source: CitedSource }

const COMMENTS = 2
/** Lines before a source that has no heading. */
const LONGEST_INTRO = 3

/** Gives the sections in the lines after the key points, or of a whole continuation page. */
export function sectionsOf(lines: readonly Line[]): Section[] {
  const cites = citesOf(lines)
  const cited = startsOf(lines, cites).map((start, index) => ({
    start,
    cite: cites[index] ?? null,
  }))
  const parts = [...cited, ...uncited(lines, cited)].sort((a, b) => a.start - b.start)
  return parts.map(({ start, cite }, index) => {
    const end = parts[index + 1]?.start ?? endOf(lines, cite?.end ?? start + 1)
    if (cite === null) return withoutSource(lines.slice(start, end))
    const head = headOf(lines.slice(start, cite.start))
    return { ...head, source: cite.source, ...tailOf(lines.slice(cite.end, end)) }
  })
}

type Part = { start: number; cite: Cite | null }

/** Sections that cite nothing: what stands over the first source's heading, and what HTML heads like the others. */
function uncited(lines: readonly Line[], cited: readonly Part[]): Part[] {
  const first = cited[0]?.start ?? 0
  const level = lines[cited.find(({ start }) => (lines[start]?.level ?? 0) > 0)?.start ?? -1]?.level
  const last = cited.at(-1)?.cite?.end ?? 0
  const headed = lines.flatMap((line, index): Part[] => {
    const isHead = level !== undefined && line.level === level && !isAfterEnd(line.text)
    const known = cited.some(({ start, cite }) => start === index || isWithin(cite, index))
    return isHead && !known && (index < last || goesOnAfter(lines, index))
      ? [{ start: index, cite: null }]
      : []
  })
  const over = lines.slice(0, Math.min(first, headed[0]?.start ?? first))
  const isSection = over.length > 1 && !isEnded(over[0]?.text ?? '.')
  return isSection ? [{ start: 0, cite: null }, ...headed] : headed
}

/** A source's title may be a heading of the same level. */
const isWithin = (cite: Cite | null, index: number) =>
  cite !== null && index >= cite.start && index < cite.end

/** Below the last source a heading may be the site's: a section has a question, or the way to the next page after it. */
const goesOnAfter = (lines: readonly Line[], index: number) =>
  isQuestion(lines[index + 1]?.text ?? '') || lines.slice(index).some((line) => isNext(line.text))

function withoutSource(lines: readonly Line[]): Section {
  const { intro, ...head } = headOf(lines)
  const remark = intro.length > 1 ? (intro.at(-1) ?? null) : null
  const body = remark === null ? intro : intro.slice(0, -1)
  return { ...head, intro: [], source: null, comments: [], body, remark }
}

/** Gives the index of the line at which the first section begins; the number of lines where there is none. */
export const firstSection = (lines: readonly Line[]): number =>
  startsOf(lines, citesOf(lines))[0] ?? lines.length

const startsOf = (lines: readonly Line[], cites: readonly Cite[]): number[] =>
  cites.map((cite, index) => {
    const after = cites[index - 1]?.end ?? 0
    const heading = headingIndex(lines.slice(after, cite.start))
    if (heading >= 0) return after + heading
    // What stands before the first source belongs to its section, with or without a heading.
    return index === 0 ? Math.max(0, cite.start - LONGEST_INTRO) : cite.start
  })

function citesOf(lines: readonly Line[]): Cite[] {
  const cites: Cite[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? ''
    if (!isCheck(text) && !(isMore(text) && splitCredit(afterMore(text)) !== null)) continue
    const cite = citeAt(lines, index, cites.at(-1)?.end ?? 0)
    cites.push(cite)
    index = cite.end - 1
  }
  return cites
}

function citeAt(lines: readonly Line[], firstCheck: number, after: number): Cite {
  let end = firstCheck
  const points: string[] = []
  while (isCheck(lines[end]?.text ?? '')) {
    points.push(afterCheck(lines[end]?.text ?? ''))
    end += 1
  }
  const { title, date, start } = titleBefore(lines, firstCheck, after)
  const more = moreAt(lines, end)
  return {
    start,
    end: more.end,
    source: { title, date, points, publisher: more.publisher, url: more.url },
  }
}

/** The title stands before the ✅, with the date on a line of its own between, or at its own end. */
function titleBefore(
  lines: readonly Line[],
  firstCheck: number,
  after: number,
): { title: string; date: string | null; start: number } {
  const above = firstCheck - 1
  if (above < after) return { title: '', date: null, start: firstCheck }
  const dated = splitDate(lines[above]?.text ?? '')
  if (dated === null) return { title: lines[above]?.text ?? '', date: null, start: above }
  if (dated.before !== '') return { title: dated.before, date: dated.date, start: above }
  return above - 1 < after
    ? { title: '', date: dated.date, start: above }
    : { title: lines[above - 1]?.text ?? '', date: dated.date, start: above - 1 }
}

/** `さらに読む ⇒ publisher 出典/画像元: url`, on one line or broken over several. */
function moreAt(
  lines: readonly Line[],
  index: number,
): { publisher: string | null; url: string | null; end: number } {
  const first = lines[index]
  if (first === undefined || !isMore(first.text)) return { publisher: null, url: null, end: index }
  const end = moreEnd(lines, index)
  const parts = lines.slice(index, end)
  const text = parts.map((line) => line.text).join('\n')
  const rest = afterMore(text).trim()
  const credit = splitCredit(rest)
  const named = publisherIn(rest, credit)
  const links = parts.flatMap((line) => line.links)
  const written = addressIn(credit?.after ?? '') ?? addressIn(rest)
  const linked = links.find((link) => link.text === written) ?? links.at(-1)
  return {
    publisher: named === '' ? null : named,
    url:
      written !== null && safeUrl(written) !== null && linked?.text !== written
        ? written
        : (linked?.href ?? null),
    end,
  }
}

/** The publisher stands before the credit; else in it, before the address. */
function publisherIn(rest: string, credit: ReturnType<typeof splitCredit>): string {
  const named = (credit?.before ?? withoutAddress(rest)).trim()
  if (named !== '' || credit === null || addressIn(credit.after) === null) return named
  return withoutAddress(credit.after).trim()
}

const withoutAddress = (text: string) => text.replace(/https?:\/\/[\s\S]*$/, '')

/** A longer one is none that anybody could follow. */
const LONGEST_ADDRESS = 2100

/** An address as it is written; a bracket at its end that it did not open closes what is around it. */
function addressIn(text: string): string | null {
  let address = /https?:\/\/[^\s<>"'）」』]+/.exec(text)?.[0].slice(0, LONGEST_ADDRESS) ?? null
  while (address?.endsWith(')') && address.split(')').length > address.split('(').length) {
    address = address.slice(0, -1)
  }
  return address
}

/** Publisher, credit and address may each stand on a line of their own. */
function moreEnd(lines: readonly Line[], index: number): number {
  const textAt = (at: number) => lines[at]?.text ?? ''
  let end = index + 1
  const alone = afterMore(textAt(index)).trim() === ''
  if (alone && isCredited(textAt(end), textAt(end + 1))) end += 1
  if (splitCredit(textAt(end - 1)) === null && isCreditStart(textAt(end))) end += 1
  const written = lines.slice(index, end).some((line) => addressIn(line.text) !== null)
  return !written && ADDRESS_ALONE.test(textAt(end)) ? end + 1 : end
}

const ADDRESS_ALONE = /^https?:\/\/\S+$/

const isCredited = (text: string, next: string) =>
  !isCreditStart(text) &&
  (splitCredit(text) !== null || isCreditStart(next) || ADDRESS_ALONE.test(next))

/** A question without a heading over it is no heading, since what follows is its answer; a sentence is none either. */
function headOf(head: readonly Line[]): Pick<Section, 'heading' | 'question' | 'answer' | 'intro'> {
  const texts = head.map((line) => line.text)
  const bare = head[0]?.level === 0 && isNoHeading(texts[0] ?? '', texts[1] ?? '')
  const [heading = '', first = '', second, ...intro] = bare ? ['', ...texts] : texts
  if (!isQuestion(first)) {
    return { heading, question: null, answer: null, intro: bare ? texts : texts.slice(1) }
  }
  return { heading, question: first, answer: second ?? null, intro }
}

const isNoHeading = (text: string, next: string) =>
  /[。．]$/.test(text) || (isQuestion(text) && !isQuestion(next))

/** One or two short comments, the body, and last the host's voice. */
function tailOf(tail: readonly Line[]): Pick<Section, 'comments' | 'body' | 'remark'> {
  const texts = tail.map((line) => line.text)
  const remark = texts.pop() ?? null
  const firstLong = texts.findIndex((text) => sentences(text).length > 1)
  const comments = texts.slice(0, Math.min(COMMENTS, firstLong < 0 ? COMMENTS : firstLong))
  return { comments, body: texts.slice(comments.length), remark }
}

/** The last section ends at the link to the next page, or where the page shows other things. */
function endOf(lines: readonly Line[], from: number): number {
  const end = lines.findIndex(
    (line, index) =>
      index >= from && (isNext(line.text) || isAfterEnd(line.text) || line.level > 0),
  )
  return end < 0 ? lines.length : end
}
