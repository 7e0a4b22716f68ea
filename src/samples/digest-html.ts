/** An article in the digest format as WordPress writes it: h2 and p, each mark an emoji, the source under its points. */
import type { DigestContent, SectionContent } from './content.ts'
import { escaped, paragraphs } from './markup.ts'

const DAY = 86_400_000
const JAPAN = 9 * 3_600_000

/** How a mark is written: as the character on a page, as a picture in a feed. */
export type Mark = (emoji: string) => string

export type DigestSetting = {
  /** Epoch ms: the sources are dated some days before it. */
  start: number
  mark: Mark
}

/**
 * Gives one page of the article.
 *
 * @param page from 1; only the first has the lead and the key points
 * @param next the address of the page after it, or null on the last one
 */
export function digestHtml(
  article: DigestContent,
  { page, next, ...setting }: DigestSetting & { page: number; next: string | null },
): string {
  const sections = page === 1 ? article.sections : (article.pages?.[page - 2]?.sections ?? [])
  return [
    ...(page === 1 ? headOf(article, setting.mark) : []),
    ...sections.map((section) => sectionHtml(section, setting)),
    ...(next === null ? [] : nextHtml(next, article.teaser ?? '')),
  ].join('\n')
}

/** Gives the number of pages. */
export const pageCount = (article: DigestContent): number => 1 + (article.pages?.length ?? 0)

const headOf = (article: DigestContent, mark: Mark): string[] => [
  paragraphs([article.lead]),
  `<p>${mark('📘')} この記事で分かる事！</p>`,
  ...article.keyPoints.map((point) => `<p>${mark('💡')} ${escaped(point)}</p>`),
  '<p>それでは、本日の記事の重要ポイントを順に見ていきましょう。</p>',
]

const nextHtml = (url: string, teaser: string): string[] => [
  `<p><a href="${escaped(url)}">次のページを読む ⇒</a></p>`,
  paragraphs([teaser]),
]

function sectionHtml(section: SectionContent, { start, mark }: DigestSetting): string {
  const { source } = section
  const url = escaped(source.url)
  return [
    `<h2 class="wp-block-heading">${escaped(section.heading)}</h2>`,
    paragraphs([section.question, section.answer, ...section.intro]),
    `<h3 class="wp-block-heading">${escaped(source.title)}</h3>`,
    ...(source.daysBefore === undefined
      ? []
      : [`<p>公開日：${japaneseDay(start - source.daysBefore * DAY)}</p>`]),
    ...source.points.map((point) => `<p>${mark('✅')} ${escaped(point)}</p>`),
    `<p>さらに読む ⇒<a href="${url}">${escaped(source.publisher)}</a> 出典/画像元： <a href="${url}">${url}</a></p>`,
    paragraphs([...section.comments, ...section.body, section.remark]),
  ].join('\n')
}

/** Gives the day of a moment in Japan as 2026/03/09. */
const japaneseDay = (time: number) =>
  new Date(time + JAPAN).toISOString().slice(0, 10).replaceAll('-', '/')
