/** The notes of a release: its list of changes are its maker's own points, what breaks first. */
import type { ArticleText } from '../model/article.ts'
import { codePoints } from '../text/truncate.ts'
import { readExtractive } from './extractive.ts'
import type { Line } from './lines.ts'
import { markedLine, withoutMark } from './list-lines.ts'
import { KEY_POINTS, withOwnPoints } from './read-own.ts'

/** GitHub writes who made a change behind it; a longer line is no point. */
const MADE_BY = /\s+by @[\w[\]-]+(?:,? @[\w[\]-]+)*(?: in (?:#\d+|https?:\/\/\S+))?$/
/** Tools write numbers of requests and commits behind it: `(#12) (a1b2c3d), closes #3`. */
const REFERENCES =
  /(?:\s{0,3}[,;]?\s{0,3}(?:\((?:#\d+|[0-9a-f]{7,40})(?:, ?(?:#\d+|[0-9a-f]{7,40})){0,5}\)|(?:closes|fixes|refs) #\d+)){1,8}$/i
const LONGEST_POINT = 300
const THANKS = /made their first contribution/
/** GitHub's words for a release without notes. */
const NO_NOTES = 'No content.'

/** What stands under these headings changes nothing for who uses it. */
const NO_CHANGES =
  /^(?:\W{0,4})(?:new contributors?|contributors?|thanks|credits|full changelog|assets|downloads?|checksums?|sha-?256|install(?:ation)?|upgrad\w+|貢献者|謝辞|ダウンロード)\b/iu
const BREAKING_HEAD =
  /breaking|incompatible|removed|removals?|deprecat|破壊的|互換性|非互換|廃止|削除/i
const BREAKING =
  /\bbreaking\b|^(?:[a-z]+(?:\([^)]{1,40}\))?!:)|^(?:⚠|💥)|^(?:drop(?:s|ped)? support|remove[sd]? support|(?:no longer supports?))\b|破壊的変更|サポートを(?:終了|廃止)/i
const CHORE_HEAD =
  /depend|chore|internal|documentation|^\W{0,4}docs?\b|tests?$|\bci\b|build|refactor|maintenance|依存|ドキュメント|内部/i
const CHORE =
  /^(?:chore|docs?|test|ci|build|refactor|style)(?:\([^)]{1,40}\))?:|^(?:bump|update) .{1,60} from \S+ to \S+/i

const VERSION = /(?<![\d.])v?\d+\.\d+(?:\.\d+)*/i
/** Headings that only the notes of a release have together. */
const RELEASE_HEAD =
  /^\W{0,4}(?:(?:new )?features?|enhancements?|improvements?|(?:bug ?)?fix(?:es|ed)|added|changed|removed|deprecated|breaking(?: changes?)?|performance|(?:主な)?変更点|新機能|(?:機能)?追加|(?:不具合|バグ)の?修正|修正|改善点?|破壊的(?:な)?変更)\W{0,3}$/iu
const FEWEST = { heads: 2, items: 3 }

/** Says whether an ordinary article is the notes of a release: a version in its title, changes under their headings. */
export function isRelease(lines: readonly Line[], title: string): boolean {
  if (!VERSION.test(title)) return false
  const heads = lines.filter((line) => isLabel(line) && RELEASE_HEAD.test(line.text))
  const items = lines.filter(({ kind }) => kind === 'item')
  return heads.length >= FEWEST.heads && items.length >= FEWEST.items
}

type Change = { text: string; rank: number }

/** Gives a release: what it says of itself, and its changes; the first three of them are its points. */
export function readRelease(
  all: readonly Line[],
  about: { title: string; lang: string | null },
): ArticleText {
  const lines = all.filter(({ text }) => text !== NO_NOTES)
  const changes = changesIn(lines)
  if (changes.length === 0) return readExtractive(lines, about)
  const points = changes.filter((text) => codePoints(text) <= LONGEST_POINT)
  const rest = lines.filter((line) => !isItem(line) && !isLabel(line))
  if (points.length === 0) return readExtractive(rest, about)
  const read = withOwnPoints({ points: points.slice(0, KEY_POINTS), rest }, about)
  const said = new Set(read.keyPoints.map(({ text }) => text))
  return { ...read, body: [...read.body, ...changes.filter((text) => !said.has(text))] }
}

/** Greetings begin with an emoji too: only the marks of plain lists count. */
const isItem = ({ kind, text, level }: Line) =>
  kind === 'item' || (level === 0 && /^[-–*•・·1]$/.test(markedLine(text)?.mark ?? ''))

/** “Bug fixes” in bold is a heading too. */
const isLabel = ({ text, level }: Line) =>
  level > 0 || (text.length <= 40 && !/[.。!！]$/.test(text))

/** Gives the changes, what breaks first and what only its makers feel last; else as they are written. */
function changesIn(lines: readonly Line[]): string[] {
  const changes: Change[] = []
  let head = ''
  for (const line of lines) {
    if (!isItem(line)) {
      if (isLabel(line)) head = line.text
      continue
    }
    const text = changeOf(line)
    if (text !== '' && !THANKS.test(text) && !NO_CHANGES.test(head)) {
      changes.push({ text, rank: rankOf(text, head) })
    }
  }
  return changes.sort((a, b) => a.rank - b.rank).map(({ text }) => text)
}

const changeOf = ({ text, kind }: Line) =>
  (kind === 'item' ? text : withoutMark(text)).replace(MADE_BY, '').replace(REFERENCES, '').trim()

function rankOf(text: string, head: string): number {
  if (BREAKING_HEAD.test(head) || BREAKING.test(text)) return 0
  return CHORE_HEAD.test(head) || CHORE.test(text) ? 2 : 1
}
