/** Which deeds a text tells as its news, not as what went before it, and whether it is somebody's reaction. Pure. */
import { type Actions, actionsOf } from './actions.ts'
import { clausesOf } from './subject.ts'

export type Deeds = {
  /** Of the title and the first sentence of the lead, each without its background. */
  front: Actions
  /** The title tells what somebody says of something. */
  reacts: boolean
}

const SENTENCE_END = /(?<=[.!?]['"”’]?)\s+(?=["“‘']?\p{Lu})|(?<=。)/u
const BEFORE =
  /,? (?:(?:just |only |barely )?(?:\w+ )?(?:day|hour|week|month|minute)s? )?(?:after|following|amid|despite|since|in (?:the )?wake of) |(?:を)?受け(?:て)?[、　\s]|(?:の|した|された)(?:問題|事件|事故)で[、　\s]?/iu
/** What stands before these is hardly a clause. */
const SHORT = 12

const REACTION =
  /\b(?:condemn|react|respon[ds]|hail|slam|blast(?!s? ?-?off|ed off)|critici[sz]|call(?:s|ed)? (?:for|on)\b|urge|welcome|shock(?:ed)? at|demand|defend|mourn|tribute|praise)|反発|批判|歓迎|懸念|コメント|悼む|遺憾/iu

/** Gives the deeds of a title and a lead (in NFKC). */
export function deedsOf(title: string, lead: string): Deeds {
  const first = lead.split(SENTENCE_END, 1)[0] ?? ''
  const at = first.search(BEFORE)
  const news = at < SHORT ? first : first.slice(0, at)
  return {
    front: actionsOf(`${clausesOf(title).main}\n${news}`),
    reacts: REACTION.test(title),
  }
}
