/** Posts, videos, episodes, releases and links become articles: each kind says what it has to say differently. */

import type { ArticleText } from '../model/article.ts'
import type { Details } from '../model/details.ts'
import { sentences } from '../text/sentences.ts'
import { codePoints, takeGraphemes } from '../text/truncate.ts'
import { LINK_LINE } from './boilerplate.ts'
import { readExtractive } from './extractive.ts'
import { languageOf } from './language-of.ts'
import { type Line, linesOfHtml } from './lines.ts'
import { type ArticleInput, readArticle, readDigest } from './read-article.ts'
import { readMedia } from './read-media.ts'
import { readRelease } from './read-release.ts'

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
      return readMedia(lines, { ...about, chapters: details.chapters })
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
