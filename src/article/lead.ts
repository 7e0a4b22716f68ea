/** The sentence that tells what happened: the lead. Pure. */
import { codePoints } from '../text/truncate.ts'
import type { Candidate } from './candidates.ts'
import { overlap, type Words } from './likeness.ts'
import { isDense, isQuestion, leadLength } from './sentence-shape.ts'

/** Sentences among which a lead is looked for. */
const OPENING = 5
/** For a title that asks or teases, the answer may stand later. */
const OPENING_OF_ANSWER = 10

type About = { title: string; titleWords: Words; lang: string }

/** Gives the sentences of the lead, one or two; none where there is no text. */
export function leadOf(candidates: readonly Candidate[], about: About): Candidate[] {
  const rest = candidates.filter(({ text }) => !saysTitle(text, about.title))
  const first = firstOf(rest, about)
  if (first === undefined) return []
  const second = rest.find(({ number }) => number === first.number + 1)
  const isShort = codePoints(first.text) < leadLength(about.lang).least
  return isShort && second?.statement && !isAside(second) ? [first, second] : [first]
}

const bare = (text: string) =>
  text.replaceAll(/[\s。.!！?？、,，「」『』"“”'‘’…]/gu, '').toLowerCase()
/** Marks that a sentence may have more than its title. */
const MORE_MARKS = 12
const saysTitle = (text: string, title: string) =>
  Math.abs(text.length - title.length) <= MORE_MARKS && bare(text) === bare(title)

/** What looks worse is passed over where something else is there. */
const ASIDE = 0.5

/** `This lemon chicken` leans on nothing but the title “Easy Lemon Chicken”. */
function namesTitle({ text }: Candidate, title: string): boolean {
  const [, named = ''] = /^(?:This [\p{L}’'-]+|These) ([\p{L}’'-]{5,})(?!\p{L})/u.exec(text) ?? []
  return named !== '' && title.toLowerCase().includes(named.toLowerCase())
}

const isAside = ({ penalty }: Candidate) => penalty >= ASIDE

/** The first that stands alone; else the first statement; else the first text. */
function firstOf(candidates: readonly Candidate[], about: About): Candidate | undefined {
  const { lang } = about
  const { least, most } = leadLength(lang)
  const fits = (one: Candidate) => codePoints(one.text) <= most || isNews(one, about)
  const opening = candidates.filter(({ statement }) => statement).slice(0, OPENING)
  const standing = opening.filter(
    (one) => (!one.dangling || namesTitle(one, about.title)) && !isAside(one) && fits(one),
  )
  if (asks(about.title)) {
    const answer = answerAmong(candidates, about)
    if (answer !== undefined) return answer
  }
  const long = (one: Candidate) => codePoints(one.text) >= least / 2
  return (
    standing.find((one) => long(one) && !one.soon && !isPlain(one, lang)) ??
    standing.find((one) => long(one) && !one.soon) ??
    standing.find(long) ??
    standing[0] ??
    opening.find((one) => !isAside(one) && fits(one)) ??
    opening.find(({ penalty }) => penalty < 0.8) ??
    opening[0] ??
    candidates[0]
  )
}

/** No name, no figure, and little said: an opening that whatever follows might have had. */
const isPlain = ({ text }: Candidate, lang: string): boolean =>
  !isDense(lang) &&
  lang !== 'de' &&
  codePoints(text) < leadLength(lang).least &&
  !/\d|.\p{Lu}/u.test(text)

/** A first sentence of more than a lead's length is kept where it says the title; a card has room for so much of it. */
const LONGEST = 1.6
const SAYS_NEWS = 0.6
const isNews = ({ text, set, number, dangling }: Candidate, { titleWords, lang }: About) =>
  number === 0 &&
  !dangling &&
  titleWords.size >= 3 &&
  codePoints(text) <= leadLength(lang).most * LONGEST &&
  overlap(set, titleWords) >= SAYS_NEWS

const TEASES =
  /^(?:why|how|what|when|where|who|which|is|are|can|could|should|will|does|do|did|has|have)\s.*\?|^(?:why|how|what)\s|(?:you won['’]t believe|this is (?:why|how|what)|here['’]s (?:why|how|what)|the (?:one|real|surprising) (?:thing|reason|secret)|what happened next|need to know|the reason)|(?:とは|の(?:理由|ワケ|わけ|秘密|真相|正体|方法|コツ)|なぜ|どう(?:なる|する|変わる|して)|いくら|いつ|どこ|何が|だれ|誰が|意外な|驚きの|まさかの|その理由)$|^なぜ|した理由|するワケ/iu
const asks = (title: string) => isQuestion(title) || TEASES.test(title)

const WHY = /なぜ|理由|ワケ|わけ|真相|\bwhy\b|reason/i
const BECAUSE =
  /ため|から(?:だ|である|です)|理由|原因|影響|背景|によって|because|due to|reason|caused?|since|thanks to|driven by|as a result/i
const HOW_MANY = /いくら|何(?:人|円|%|割|年)|どれ|how (?:much|many|long|far|old|often)/i
/** The answer must be closer to the title than a mere later sentence is to the first. */
const PLACE_WORTH = 0.04
const ANSWERING = 0.3

/** The statement that says most of what the title asks for, the earlier of two that are alike. */
function answerAmong(
  candidates: readonly Candidate[],
  { title, titleWords, lang }: About,
): Candidate | undefined {
  const { least, most } = leadLength(lang)
  const good = candidates
    .slice(0, OPENING_OF_ANSWER)
    .filter(({ text, statement, dangling, penalty }) => {
      const length = codePoints(text)
      return statement && !dangling && penalty < 0.4 && length >= least * 0.7 && length <= most
    })
  const worth = ({ text, set }: Candidate, index: number) =>
    overlap(set, titleWords) * Math.min(1, set.size / 4) -
    PLACE_WORTH * index +
    (WHY.test(title) && BECAUSE.test(text) ? ANSWERING : 0) +
    (HOW_MANY.test(title) && /\d/.test(text) ? ANSWERING : 0)
  let best: Candidate | undefined
  let highest = Number.NEGATIVE_INFINITY
  for (const [index, one] of good.entries()) {
    const value = worth(one, index)
    if (value > highest) {
      best = one
      highest = value
    }
  }
  return best
}

/** Joins the sentences of a lead as their language does; nothing stands before the first for it to go on from. */
export const leadText = (lead: readonly Candidate[], lang: string): string =>
  lead
    .map(({ text, point }, at) => (at === 0 ? point : text))
    .join(isDense(lang) && lang !== 'ko' ? '' : ' ')
