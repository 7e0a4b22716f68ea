/** Sentences that are too long for a point, cut where a clause ends so that a part stands alone. Pure. */
import { enclosed } from '../text/brackets.ts'
import { isDangling } from './leaning.ts'
import { isDense } from './sentence-shape.ts'

/** What joins two Japanese clauses: before it stands a whole statement. */
const JAPANESE_AND =
  /(?:(?<=[るただいうくすつむぶぐぬた])が|(?<=[るただいうくすつむぶぐぬ])(?:けれども|けれど|けど)|(?<=[るたい])(?:一方で?|のに対し(?:て)?|ものの|とともに|ほか|と同時に|うえで?))、/g
/** What the clause speaks of stands at its beginning; after a mere chain only a topic does. */
const SUBJECT = /^[^、。「]{1,24}[はがも][^のな]/u
const TOPIC = /^[^、。「]{1,24}は[^のな]/u
const JAPANESE_CHAIN = /(?:[しりきちみびぎいえれせてで]|ており|ため|ので|から)、/g
/** Who said it stands before the clauses: a part would state what somebody only claims. */
const REPORTED =
  /(?:と(?:述べ|語|話|発表|説明|コメント|報|指摘|主張|明らかに|呼びかけ|訴え|強調|見|み|考え|伝え)[^。]{0,12}|という|とし(?:た|ている)|とのこと(?:だ|です)?)。?$/

const ENGLISH_AND =
  /;\s+|\s[–—]\s|,\s+(?:and|but|while|whereas|although|though)\s+(?=(?:the|a|an|its?|his|her|their|\p{Lu}[\p{L}'’-]+|\d[\d,.]*|police|officials|about|some|many|most|more)\s)/gu
/** A clause, not a list's last part: it has a verb of its own near its beginning. */
const ENGLISH_VERB =
  /^(?:["“'‘]?[\p{L}\d'’%$€£,.-]+\s+){1,8}?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|said|says|did|does|do|rose|fell|grew|[a-z]{3,}ed|became|begins?|began|ends|pays|gives|takes|wants|shows|means|needs|costs|rises|falls|goes|comes|keeps|works|starts|makes|made|took|went|came|got|won|lost|led|held|remains?|expects?|plans?|gave|ran|left)(?!\p{L})/u

/**
 * Gives the parts of a long sentence that could stand alone, as they are written but for a capital at the beginning and a
 * stop at the end; none where it has no clause marks.
 */
export function clausesOf(text: string, lang: string): string[] {
  if (lang === 'ja') return japanese(text)
  return isDense(lang) ? [] : spelled(text)
}

/** Who said it stands before the mark or at the very end: the other half would claim it by itself. */
const ENGLISH_REPORTED =
  /(?<!\p{L})(?:said|says|saying|told|claim(?:s|ed)?|alleg\w+|according to|report(?:s|ed)|argued?|argues|believes?|warn(?:s|ed)|announced)(?!\p{L})/u
const SAID_AT_END =
  /,? (?:[\p{L}.'’-]+ ){1,6}(?:said|says|told [\p{L} ]{1,30})\.$|according to [^,;]{2,60}\.$/u

/**
 * Gives the two statements of a sentence that joins two, each as it is written but for a capital and a stop; null where one
 * of them leans on the other.
 */
export function halvesOf(text: string, lang: string): [string, string] | null {
  if (isDense(lang) && lang !== 'ja') return null
  for (const { from, to, sign } of marksIn(text, lang === 'ja' ? JAPANESE_AND : ENGLISH_AND)) {
    const halves = { head: text.slice(0, from), tail: text.slice(to) }
    const [head, tail] = lang === 'ja' ? japaneseHalves(halves, sign) : spelledHalves(halves, sign)
    if (head !== '' && !isDangling(head, lang) && !isDangling(tail, lang)) return [head, tail]
  }
  return null
}

type Halves = { head: string; tail: string }

function japaneseHalves({ head, tail }: Halves, sign: string): [string, string] {
  const whole = /^(?:が|けれ|けど)/.test(sign) && SUBJECT.test(head) && SUBJECT.test(tail)
  return whole && !REPORTED.test(tail) ? [`${head}。`, tail] : ['', '']
}

function spelledHalves({ head, tail }: Halves, sign: string): [string, string] {
  const reported = SAID_AT_END.test(tail) || (!sign.startsWith(';') && ENGLISH_REPORTED.test(head))
  const whole =
    ENGLISH_VERB.test(tail) &&
    !reported &&
    !/(?<!\p{L})(?:although|though|whereas|while) /u.test(sign)
  return whole ? [`${head}.`, tail.charAt(0).toUpperCase() + tail.slice(1)] : ['', '']
}

/** Gives the ends of the matches that stand outside brackets. */
function marksIn(text: string, mark: RegExp): { from: number; to: number; sign: string }[] {
  const spans = enclosed(text)
  return [...text.matchAll(mark)]
    .map((match) => ({ from: match.index, to: match.index + match[0].length, sign: match[0] }))
    .filter(({ from }) => !spans.some((span) => span.from <= from && from < span.to))
}

function japanese(text: string): string[] {
  const parts: string[] = []
  const reported = REPORTED.test(text)
  for (const { from, to, sign } of marksIn(text, JAPANESE_AND)) {
    const head = text.slice(0, from)
    const tail = text.slice(to)
    if (!reported && /^(?:が|けれ|けど)/.test(sign) && SUBJECT.test(head)) parts.push(`${head}。`)
    if ((reported ? TOPIC : SUBJECT).test(tail)) parts.push(tail)
  }
  for (const { to } of marksIn(text, JAPANESE_CHAIN)) {
    const tail = text.slice(to)
    if (TOPIC.test(tail)) parts.push(tail)
  }
  return parts
}

function spelled(text: string): string[] {
  const marks = marksIn(text, ENGLISH_AND)
  return marks.flatMap(({ from, to }) => {
    const head = text.slice(0, from)
    const tail = text.slice(to)
    if (!ENGLISH_VERB.test(tail)) return []
    return [`${head}.`, tail.charAt(0).toUpperCase() + tail.slice(1)]
  })
}
