/** Videos and episodes: the description leads, and show notes or chapters are the maker's own points. */
import type { ArticleText, Flag, KeyPoint } from '../model/article.ts'
import type { Chapter } from '../model/details.ts'
import { sentences } from '../text/sentences.ts'
import { readExtractive } from './extractive.ts'
import type { Line } from './lines.ts'
import { listAt } from './list-lines.ts'
import { pointHeadOf } from './point-heads.ts'
import { pointsAmong } from './point-shape.ts'
import { KEY_POINTS } from './read-own.ts'

/** `0:00 Beginning` is a chapter, which the card has beside. */
const CHAPTER = /^[^\p{L}\p{N}]{0,4}(?:\d{1,2}:)?\d{1,2}:\d{2}(?!\d)/u
/** A line that is only an address, or a name and an address, invites elsewhere. */
const INVITATION = /^(?:.{0,60}[:：→➡▶►]\s*)?https?:\/\/\S+$|^[#＃]\S+(?:\s+[#＃]\S+)*$/u
const NOTES_HEAD =
  /^\W{0,4}(?:show ?notes|topics(?: covered| discussed)?|in this (?:episode|video)[^.]{0,60}|today['’]s topics|this week[^.]{0,40}|今回の(?:内容|話題|トピック|トーク)|(?:主な)?(?:トピック|話題)|話したこと|番組内容|内容)\W{0,4}$/iu
/** Chapters that are the same in every episode. */
const FRAME =
  /^(?:intro(?:duction)?|outro|opening|ending|welcome|credits?|sponsors?|ads?|break|wrap[ -]?up|start|beginning|q ?& ?a|questions(?: and answers)?|はじめに|おわりに|オープニング|エンディング|イントロ|アウトロ|挨拶|自己紹介|告知|お知らせ|cm|まとめ)$/i
const FEWEST = 2

/** Gives a video or an episode as an article. */
export function readMedia(
  lines: readonly Line[],
  { chapters, ...about }: { title: string; lang: string | null; chapters: readonly Chapter[] },
): ArticleText {
  const all = lines.filter(({ text }) => !CHAPTER.test(text) && !INVITATION.test(text))
  const notes = notesIn(all)
  const read = readExtractive(notes.rest, about)
  const points = notes.points.length > 0 ? notes.points : tellingChapters(chapters)
  return {
    ...read,
    lead: openingOf(read),
    keyPoints: points
      .slice(0, KEY_POINTS)
      .map((text): KeyPoint => ({ text, origin: 'native', evidence: [] })),
    body: [...read.body, ...notes.points.slice(KEY_POINTS)],
    flags: flagsOf(all.length, points.length),
  }
}

const flagsOf = (lines: number, points: number): Flag[] => {
  if (lines === 0 && points === 0) return ['no-text']
  return points > 0 && points < KEY_POINTS ? ['fewer-points'] : []
}

/** The first list of a description that is none of links. */
function notesIn(lines: readonly Line[]): { points: string[]; rest: Line[] } {
  for (let at = 0; at < lines.length; at += 1) {
    const { items, end } = listAt(lines, at)
    const points = items.length < FEWEST ? [] : pointsAmong(items, [])
    if (points.length >= FEWEST) {
      const over = lines[at - 1]?.text ?? ''
      const from = NOTES_HEAD.test(over) || pointHeadOf(over) !== null ? at - 1 : at
      return { points, rest: [...lines.slice(0, from), ...lines.slice(end)] }
    }
    at = Math.max(at, end - 1)
  }
  return { points: [], rest: [...lines] }
}

const tellingChapters = (chapters: readonly Chapter[]): string[] =>
  chapters.map(({ title }) => title).filter((title) => !FRAME.test(title.trim()))

/** So many sentences say what it is about. */
const OPENING = 3

/** Without points beside it, a lead has room for more of its own paragraph. */
function openingOf({ lead, body, lang }: ArticleText): string {
  const paragraph = body.find((text) => lead !== '' && text.startsWith(lead.slice(0, 20)))
  if (paragraph === undefined) return lead
  return sentences(paragraph)
    .slice(0, OPENING)
    .join(lang === 'ja' || lang === 'zh' ? '' : ' ')
}
