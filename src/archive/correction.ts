/**
 * Whether a source that changed an article has corrected it: another number, name or denial where the old one stood, a title
 * that says something else, or that it takes the article back. What was only added, left out or said in other words, and how
 * it is written, is no correction. Pure.
 */
import type { ArticleText } from '../model/article.ts'
import type { Change, Correction } from '../model/correction.ts'
import { sentences } from '../text/sentences.ts'
import { alikeness, type Facts, factsOf, flatText, missingFrom } from './facts.ts'
import { isRespelled, namesIn } from './names.ts'

/** What is compared of an article: as its source said it. */
export type Version = Pick<ArticleText, 'title' | 'lead' | 'keyPoints' | 'body' | 'sections'>

/** Sentences that are less alike tell different things. */
const SAME_SENTENCE = 0.55
/** Sentences of one text that are compared: a card shows fewer. */
const MOST = 60
/** More would be a new article. */
const MOST_CHANGES = 6

type Sentence = { text: string; facts: Facts }

const read = (texts: readonly string[]): Sentence[] =>
  texts
    .flatMap((text) => sentences(text, MOST))
    .slice(0, MOST)
    .map((text) => ({ text, facts: factsOf(text) }))
    .filter(({ facts }) => facts.flat !== '')

/** Code units of an article that are looked at, what stands first: a poll is not held up by a book. */
const MOST_READ = 10_000

function begun(texts: readonly string[]): string[] {
  let room = MOST_READ
  return texts.flatMap((text) => {
    const part = text.slice(0, room)
    room -= part.length
    return part === '' ? [] : [part]
  })
}

/** What a card may show beside the title. */
const saidIn = ({ lead, keyPoints }: Version): string[] =>
  begun([lead, ...keyPoints.map(({ text }) => text)])

const restOf = ({ body, sections }: Version): string[] =>
  begun([
    ...body,
    ...sections.flatMap(({ heading, question, answer, intro, body: texts, source }) => [
      ...[heading, question ?? '', answer ?? ''],
      ...intro,
      ...texts,
      ...(source?.points ?? []),
    ]),
  ])

const wholeOf = (version: Version): string =>
  [version.title, ...saidIn(version), ...restOf(version)].map(flatText).join('\n')

/** Gives what a source corrected, or null where the article means what it meant. */
export function correctionOf(before: Version, after: Version): Correction | null {
  // Most of what changes is behind what a card may show.
  if (saysTheSame(before, after)) return null
  const withdrawal = withdrawalIn(before, after)
  if (withdrawal !== null) return { kind: 'withdrawn', changes: [withdrawal] }
  const changes = [...titleChange(before, after), ...sentenceChanges(before, after)]
  return changes.length === 0 ? null : { kind: 'changed', changes: changes.slice(0, MOST_CHANGES) }
}

const saysTheSame = (before: Version, after: Version): boolean =>
  before.title === after.title &&
  saidIn(before).join('\n') === saidIn(after).join('\n') &&
  withdrawalIn(before, after) === null

/** Says whether a source that changed an article has corrected it. */
export const isCorrection = (before: Version, after: Version): boolean =>
  correctionOf(before, after) !== null

const WITHDRAWN = new RegExp(
  '(?:この|本|当該|同)記事(?:は|を|につ[きい]て)[^。]{0,40}(?:削除|取り消|取消|取り下げ|撤回|公開を終了|非公開)' +
    '|記事を(?:全文)?(?:削除|取り消|取り下げ|撤回)|^[【［[](?:記事)?(?:取り消し|取消|取り下げ|撤回|削除)[】\\]］]' +
    '|\\b(?:this|the|our) (?:article|story|report|post|piece)\\b[^.]{0,60}\\b(?:retracted|withdrawn|removed|deleted|taken down|unpublished)\\b' +
    '|^(?:retracted|retraction|withdrawn)\\b\\s*[:\\]–—-]|^\\[(?:retracted|withdrawn|removed)\\]',
  'iu',
)

function withdrawalIn(before: Version, after: Version): Change | null {
  const says = ({ title, lead, body }: Version) =>
    [title, ...begun([lead, body[0] ?? '']).flatMap((text) => sentences(text, MOST))].find((text) =>
      WITHDRAWN.test(text.normalize('NFKC').trim()),
    )
  const notice = says(after)
  return notice === undefined || says(before) !== undefined
    ? null
    : { before: before.title, after: notice }
}

/** Labels that a desk puts before a title and takes away again. */
const LABELS =
  /^(?:\s*(?:【[^】]{1,12}】|［[^］]{1,12}］|\[[^\]]{1,20}\]|update[ds]?\s*\d*\s*[:–—-]))+/iu

const titleOf = (title: string) => title.replace(LABELS, '') || title

/** What is read of a title: its words with its numbers. */
function titleChange(before: Version, after: Version): Change[] {
  const [then, now] = [titleOf(before.title), titleOf(after.title)]
  const [was, is] = [factsOf(then), factsOf(now)]
  if (was.flat === is.flat || was.flat === '' || is.flat === '') return []
  const change = { before: before.title, after: after.title }
  if (saysOtherwise({ text: then, facts: was }, { text: now, facts: is })) return [change]
  const gone = onlyIn(was.tokens, is.tokens)
  const come = onlyIn(is.tokens, was.tokens)
  const numberWent = missingFrom(was.numbers, is.numbers).length > 0 && come.length > 0
  const numberCame = missingFrom(is.numbers, was.numbers).length > 0 && gone.length > 0
  if (numberWent || numberCame) return [change]
  // In other words is no correction: what the title said is said nowhere now, and what it says was said nowhere.
  const [whole, wholeNow] = [wordsOf(before), wordsOf(after)]
  const isReplaced =
    gone.some((word) => !wholeNow.has(word)) && come.some((word) => !whole.has(word))
  return isReplaced ? [change] : []
}

const wordsOf = (version: Version): ReadonlySet<string> =>
  factsOf([version.title, ...saidIn(version), ...restOf(version)].join('\n')).tokens

/** Words of one letter, and pairs that begin or end with kana, are grammar. */
const onlyIn = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...some].filter(
    (word) => !others.has(word) && (/^[a-z]{3,}/.test(word) || /^\p{Script=Han}{2}$/u.test(word)),
  )

function sentenceChanges(before: Version, after: Version): Change[] {
  const wholeBefore = wholeOf(before)
  const wholeNow = wholeOf(after)
  const saidNow = saidIn(after).map(flatText).join('\n')
  const isNew = ({ facts }: Sentence) => !has(wholeBefore, facts.flat)
  const shown = read(saidIn(after)).filter(isNew)
  const rest = read(restOf(after)).filter(isNew)
  const seen = new Set<string>()
  return read(saidIn(before)).flatMap((sentence) => {
    const { flat } = sentence.facts
    if (seen.has(flat) || has(saidNow, flat)) return []
    seen.add(flat)
    const other = closest(sentence, shown) ?? (has(wholeNow, flat) ? null : closest(sentence, rest))
    return other !== null && saysOtherwise(sentence, other)
      ? [{ before: sentence.text, after: other.text }]
      : []
  })
}

/** Numbers have marks around them: 5 is not found in 15. */
const has = (whole: string, flat: string) => whole.includes(flat)

function closest(sentence: Sentence, others: readonly Sentence[]): Sentence | null {
  let best: Sentence | null = null
  let most = SAME_SENTENCE
  for (const other of others) {
    const alike = alikeness(sentence.facts, other.facts)
    if (alike < most || (best !== null && alike === most)) continue
    best = other
    most = alike
  }
  return best
}

/** Whether a sentence says another number, name or denial than it said. */
function saysOtherwise(was: Sentence, is: Sentence): boolean {
  const [then, now] = [was.facts, is.facts]
  if (then.masked === now.masked) return then.flat !== now.flat
  if (then.negations !== now.negations) return true
  const numbers = missingFrom(then.numbers, now.numbers)
  if (numbers.length > 0 && missingFrom(now.numbers, then.numbers).length > 0) return true
  return saysAnotherName(was.text, is.text)
}

function saysAnotherName(was: string, is: string): boolean {
  const [then, now] = [namesIn(was), namesIn(is)]
  const gone = missingFrom(then.sure, now.sure).filter((name) => !is.includes(name))
  const come = missingFrom(now.sure, then.sure).filter((name) => !was.includes(name))
  if (gone.length > 0 && come.length > 0) return true
  const runs = missingFrom(now.runs, then.runs)
  return missingFrom(then.runs, now.runs).some((run) =>
    runs.some((other) => isRespelled(run, other)),
  )
}

/** So many versions in such a time are a text that is being written. */
export const LIVE = { versions: 4, withinMs: 6 * 3_600_000 } as const

const LIVE_TITLE = new RegExp(
  '(?:^|[【［\\[（(「:|/・\\s])ライブ(?:$|[】］\\])）」:|/・\\s])|ライブ(?:更新|ブログ|速報|中継|配信中|アップデート)|速報中|随時更新|更新中' +
    '|(?:^|[^\\p{L}])LIVE(?:$|[^\\p{L}])|\\b[Ll]ive(?: |-)?(?:updates?|blog|coverage|ticker|report|text)\\b|^[Ll]ive\\s*[:|–—-]|[|:–—-]\\s*[Ll]ive$',
  'u',
)

/**
 * Says whether an article changes all the time: its title says so, or it had several versions of late.
 *
 * @param versions how many earlier ones were replaced within `LIVE.withinMs`
 */
export const isLive = (titles: readonly string[], versions: number): boolean =>
  versions > LIVE.versions || titles.some((title) => LIVE_TITLE.test(title.normalize('NFKC')))
