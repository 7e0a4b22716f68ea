/** What an article's view says, as blocks of lines of markdown, before it is known what goes on which page. */
import { textsOf } from '../language/texts.ts'
import type { Article, KeyPoint, Section } from '../model/article.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import { cutAtSentence, sentences } from '../text/sentences.ts'
import { codePoints } from '../text/truncate.ts'
import { sectionOf } from './description.ts'
import { differenceLines } from './difference-lines.ts'
import { chapterLines, factsOf, pointsBesideChapters } from './kinds.ts'
import { markedLines, nextPageLines, questionLines, sourceLines } from './lines.ts'
import { oneLine } from './one-line.ts'
import { type Room, roomFor } from './room.ts'
import { unsaidParagraphs } from './unsaid.ts'

export type Block = {
  /** Shown without markdown. */
  title: string | null
  /** Lines of markdown; an empty one is a gap. */
  lines: string[]
}

/** Code points of an article's own text in its view: the rest is read at its source. */
const BODY: Room = { dense: 700, spelled: 1400 }

const CHAPTERS = 30

/** Gives the head of an article first, then its sections and where it goes on. */
export function articleBlocks(article: DigestArticle, locale: Locale): Block[] {
  const body = article.sections.length > 0 ? [] : bodyLines(article, locale)
  const facts = factsOf(article, locale)
  const head = joined([
    facts === '' ? [] : [facts],
    markedLines('', oneLine(article.lead)),
    pointLines(article),
    differenceLines(article, locale),
    chapterLines(article, locale, CHAPTERS),
    body,
  ])
  const next = nextPageLines(article.next, locale)
  return [
    { title: null, lines: head.length > 0 ? head : [textsOf(locale).t(emptyKey(article))] },
    ...article.sections.map((section) => sectionBlock(section, locale)),
    ...(next.length === 0 ? [] : [{ title: null, lines: next }]),
  ]
}

/** A post of one sentence is all in its title. */
const emptyKey = ({ details }: Article) =>
  details?.kind === 'post' ? 'view.whole-post' : 'view.no-text'

/** Every point with the heading of the section that it belongs to, and a model's with the sentences that it rests on. */
const pointLines = (article: Article): string[] =>
  pointsBesideChapters(article).flatMap((point) => [
    ...markedLines('💡 ', oneLine(point.text)),
    ...markedLines('└ ', oneLine(sectionOf(article, point)?.heading ?? '')),
    ...evidenceOf(article, point).flatMap((sentence) => markedLines('└ ', oneLine(sentence))),
  ])

/** Of the sentences that a point rests on. */
const EVIDENCE: Room = { dense: 160, spelled: 320 }

/** What a model did not write, its reader has before them already. */
function evidenceOf(article: Article, { origin, evidence }: KeyPoint): string[] {
  if (origin !== 'llm' && !article.flags.includes('translated')) return []
  const all = article.body.flatMap((paragraph) => sentences(paragraph))
  return evidence.flatMap((number) => {
    const sentence = all[number]
    return sentence === undefined ? [] : [cutAtSentence(sentence, roomFor(article, EVIDENCE))]
  })
}

/** The remark is quoted: it is the host's voice, not the sources'. */
function sectionBlock(section: Section, locale: Locale): Block {
  const { source, remark } = section
  return {
    title: oneLine(section.heading) || null,
    lines: joined([
      questionLines(section),
      (source?.points ?? []).flatMap((point) => markedLines('✅ ', oneLine(point))),
      sourceLines(source, locale),
      markedLines('> ', oneLine(remark ?? '')),
    ]),
  }
}

/** The first paragraphs without what lead and points say above, and a word on the rest. */
function bodyLines(article: Article, locale: Locale): string[] {
  const left = unsaidParagraphs(article)
  const taken: string[] = []
  const whole = roomFor(article, BODY)
  let room = whole
  for (const paragraph of left) {
    if (taken.length > 0 && codePoints(paragraph) > room) break
    taken.push(cutAtSentence(paragraph, whole))
    room -= codePoints(paragraph)
  }
  const goesOn = taken.length < left.length || room < 0
  return joined([
    ...taken.map((text) => markedLines('', text)),
    goesOn ? [textsOf(locale).t('view.continues')] : [],
  ])
}

/** Joins groups of lines with a gap between; empty groups leave none. */
const joined = (groups: readonly (readonly string[])[]): string[] =>
  groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : ['', ...group]))
