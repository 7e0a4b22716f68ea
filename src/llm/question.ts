/** What a model is asked for an article, and what is made of the answer. Pure. */
import type { ArticleText } from '../model/article.ts'
import type { Details } from '../model/details.ts'
import { codePoints } from '../text/truncate.ts'
import type { TranslatedCard, WrittenCard } from './answer.ts'
import { isDense } from './dense.ts'
import { type Judged, judgeCard } from './judge-card.ts'
import { judgeTranslation } from './judge-translation.ts'
import { type Prompt, sentencesFor, translatingPrompt, writingPrompt } from './prompt.ts'
import type { DescribedText } from './write-card.ts'

export type Question = {
  task: 'write' | 'translate'
  /** What the answer is to be written in. */
  lang: string
  /** All of the article that is sent. */
  content: readonly string[]
  /** Gives the prompt; each has a fence of its own. */
  prompt(random: () => number): Prompt
  /** Gives what becomes of an answer that kept to the task's schema; null for one that was of no use. */
  judge(answer: unknown): Judged
}

/** Of fewer sentences, or code points where words have no spaces between, nothing can be written that is not there already. */
const LEAST = { sentences: 3, dense: 150, spelled: 300 } as const

/** A description and a post have no points: nothing is drawn from them. */
const WITHOUT_POINTS: readonly (Details['kind'] | undefined)[] = ['video', 'episode', 'post']

/** Gives the question, or null where a model may write nothing that is better than the card at hand. */
export function questionFor(article: DescribedText, lang?: string): Question | null {
  if (article.flags.includes('translated') || article.flags.includes('continuation')) return null
  return lang === undefined || lang === article.lang
    ? writingQuestion(article)
    : translatingQuestion(article, lang)
}

function writingQuestion(article: DescribedText): Question | null {
  const { keyPoints, lang, title } = article
  if (WITHOUT_POINTS.includes(article.details?.kind)) return null
  if (keyPoints.some(({ origin }) => origin !== 'extractive')) return null
  const shown = sentencesFor(article)
  const length = shown.reduce((sum, { text }) => sum + codePoints(text), 0)
  const least = isDense(lang) ? LEAST.dense : LEAST.spelled
  if (shown.length < LEAST.sentences || length < least) return null
  return {
    task: 'write',
    lang,
    content: [title, ...shown.map(({ number, text }) => `${number} ${text}`)],
    prompt: (random) => writingPrompt(article, shown, random),
    // What is kept was read by the schema.
    judge: (answer) =>
      answer === null ? NOTHING : judgeCard(answer as WrittenCard, article, shown),
  }
}

function translatingQuestion(article: ArticleText, lang: string): Question | null {
  const { headline, lead, keyPoints } = article
  const content = [headline, lead, ...keyPoints.map(({ text }) => text)]
  if (content.every((text) => text.trim() === '')) return null
  return {
    task: 'translate',
    lang,
    content,
    prompt: (random) => translatingPrompt(article, lang, random),
    judge: (answer) =>
      answer === null ? NOTHING : judgeTranslation(answer as TranslatedCard, article, lang),
  }
}

const NOTHING: Judged = { card: null, objections: [] }
