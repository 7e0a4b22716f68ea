/** Posts, videos, episodes, releases and links become articles: each kind says what it has to say differently. */
import type { ArticleText, Flag, KeyPoint } from '../model/article.ts'
import type { Details } from '../model/details.ts'
import { sentences } from '../text/sentences.ts'
import { codePoints, takeGraphemes } from '../text/truncate.ts'
import { readExtractive } from './extractive.ts'
import { languageOf } from './language-of.ts'
import { type Line, linesOfHtml } from './lines.ts'
import { type ArticleInput, readArticle, readDigest } from './read-article.ts'

/** Gives what an item of a kind says; without a kind it is an ordinary article. */
export function readKind(input: ArticleInput, details: Details | undefined): ArticleText {
  if (details === undefined) return readArticle(input)
  // The digest format is told apart from everything else, wherever it stands.
  const digest = readDigest(input)
  if (digest !== null) return digest
  const whole = readArticle(input)
  const lines = linesOfHtml(textOf(input), input.url ?? undefined)
  const about = { title: whole.title, lang: input.lang ?? null }
  switch (details.kind) {
    case 'post':
      return readPost(lines, about)
    case 'video':
    case 'episode':
      return readMedia(lines, about)
    case 'release':
      return readRelease(lines, about)
    case 'link':
      return readExtractive(
        lines.filter(({ text }) => !LINK_LINE.test(text)),
        about,
      )
  }
}

/** Bluesky writes plain text, where a new line is one. */
function textOf({ html, summary }: ArticleInput): string {
  const text = html || summary || ''
  return text.includes('<') ? text : text.replaceAll(/\r?\n/g, '<br>')
}

type About = { title: string; lang: string | null }

/** hnrss.org's own lines. */
const LINK_LINE = /^(?:Article URL|Comments URL|Points|# Comments)\s*:/

/** A title of an embed is at most 256 long, its number and … included. */
const LONGEST_TITLE = 200

/** The first sentence is the title and the rest is the text: nothing is said twice, and nothing is lost. */
function readPost(lines: readonly Line[], { lang }: About): ArticleText {
  const [first = '', ...others] = lines.map(({ text }) => text)
  const opening = sentences(first)[0] ?? first
  const rest = first.slice(first.indexOf(opening) + opening.length).trim()
  const { head, tail } = splitTitle(opening)
  const body = [`${tail}${tail === '' || rest === '' ? '' : ' '}${rest}`, ...others]
  const language = languageOf([first, ...others].join(' '), lang)
  return {
    ...plainText(head, language),
    body: body.filter((text) => text !== ''),
    flags: first === '' ? ['no-text'] : [],
  }
}

/** A sentence that is too long for a title goes on in the text, from a blank or comma where there is one. */
function splitTitle(sentence: string): { head: string; tail: string } {
  if (codePoints(sentence) <= LONGEST_TITLE) return { head: sentence, tail: '' }
  const room = takeGraphemes(sentence, LONGEST_TITLE - 1)
  const pause = /^[\s\S]*[\s、，,]/u.exec(room)?.[0] ?? ''
  const head = pause.length > room.length / 2 ? pause : room
  return { head: `${head.trimEnd()}…`, tail: `…${sentence.slice(head.length).trimStart()}` }
}

const plainText = (title: string, lang: string): ArticleText => ({
  title,
  headline: title,
  lead: '',
  keyPoints: [],
  sections: [],
  next: null,
  lang,
  body: [],
  flags: [],
})

/** `0:00 Beginning` is a chapter, which the card has beside. */
const CHAPTER = /^[^\p{L}\p{N}]{0,4}(?:\d{1,2}:)?\d{1,2}:\d{2}(?!\d)/u
/** A line that is only an address, or a name and an address, invites elsewhere. */
const INVITATION = /^(?:.{0,60}[:：→➡▶►]\s*)?https?:\/\/\S+$|^[#＃]\S+(?:\s+[#＃]\S+)*$/u

/** A description is no article: its first sentences lead, and no points are drawn from it. */
function readMedia(lines: readonly Line[], { title, lang }: About): ArticleText {
  const said = lines.filter(({ text }) => !CHAPTER.test(text) && !INVITATION.test(text))
  const read = readExtractive(said, { title, lang })
  const flags: Flag[] = said.length === 0 ? ['no-text'] : []
  return { ...read, lead: openingOf(read), keyPoints: [], flags }
}

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

const KEY_POINTS = 3
/** GitHub writes who made a change behind it; a longer line is no point. */
const MADE_BY = /\s+by @[\w[\]-]+(?:,? @[\w[\]-]+)*(?: in (?:#\d+|https?:\/\/\S+))?$/
const LONGEST_POINT = 300
const THANKS = /made their first contribution/
/** GitHub's words for a release without notes. */
const NO_NOTES = 'No content.'

/** The list of changes is the publisher's own points, the first three of them. */
function readRelease(all: readonly Line[], { title, lang }: About): ArticleText {
  const lines = all.filter(({ text }) => text !== NO_NOTES)
  const read = readExtractive(
    lines.filter(({ kind }) => kind !== 'item'),
    { title, lang },
  )
  const changes = lines
    .filter(({ kind, text }) => kind === 'item' && !THANKS.test(text))
    .map(({ text }) => text.replace(MADE_BY, ''))
  const points = changes
    .filter((text) => text !== '' && codePoints(text) <= LONGEST_POINT)
    .slice(0, KEY_POINTS)
    .map((text): KeyPoint => ({ text, origin: 'native', evidence: [] }))
  if (points.length === 0) return readExtractive(lines, { title, lang })
  const said = new Set(points.map(({ text }) => text))
  return {
    ...read,
    keyPoints: points,
    body: [...read.body, ...changes.filter((text) => !said.has(text))],
    flags: points.length < KEY_POINTS ? ['fewer-points'] : [],
  }
}
