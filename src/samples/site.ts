/**
 * One publication: its feed, its articles' pages and pictures, as they stand at a moment. No I/O.
 *
 *   content → stories with a date → those whose date has come → entries → feed document | page | picture
 */
import { type ArticleContent, type FeedContent, isDigestContent, type Timed } from './content.ts'
import { digestHtml, pageCount } from './digest-html.ts'
import { type Channel, type Entry, PICTURE } from './entry.ts'
import type { Format } from './formats.ts'
import { escaped, paragraphs } from './markup.ts'
import { articlePage, homePage } from './page.ts'
import { paintPicture } from './picture.ts'

const HOUR = 3_600_000
const HTML = 'text/html; charset=utf-8'

/** What an address gives. */
export type Resource = { contentType: string; body: Uint8Array }

type Story = { article: ArticleContent; published: number; updated: number }

export type Site = {
  feedUrl: string
  /** Adds an article dated `now`; one with a known slug takes the old one's place and keeps its date. */
  publish(article: ArticleContent, now: number): void
  /** Gives what stands at an address of this server, or null. */
  at(url: string, now: number): Resource | null
}

/**
 * Gives the publication.
 *
 * @param origin the server's, without a slash at its end
 * @param start epoch ms: what the content's dates are relative to
 */
export function createSite(
  content: FeedContent,
  { format, origin, start }: { format: Format; origin: string; start: number },
): Site {
  const homeUrl = `${origin}/${content.slug}/`
  const feedUrl = homeUrl + format.path
  const pictures = new Map<string, Uint8Array>()
  const stories: Story[] = content.articles.map((article) => {
    const published = start + hoursAfter(article) * HOUR
    return { article, published, updated: published }
  })
  const setting = {
    homeUrl,
    start,
    mark: pictureMark(origin),
    excerpts: content.excerpts === true,
  }

  const visible = (now: number) =>
    stories
      .filter(({ published }) => published <= now)
      .sort((a, b) => b.published - a.published || (a.article.slug < b.article.slug ? -1 : 1))
  const channelAt = (now: number): Channel => ({
    title: content.title,
    description: content.description,
    lang: content.lang,
    homeUrl,
    feedUrl,
    updated: Math.max(start - 24 * HOUR, ...visible(now).map(({ updated }) => updated)),
  })
  const pictureOf = (seed: string): Resource => {
    const body = pictures.get(seed) ?? paintPicture(seed, PICTURE)
    pictures.set(seed, body)
    return { contentType: 'image/png', body }
  }

  return {
    feedUrl,
    publish(article, now) {
      const known = stories.find((story) => story.article.slug === article.slug)
      if (known) Object.assign(known, { article, updated: now })
      else stories.push({ article, published: now, updated: now })
    },
    at(url, now) {
      const channel = channelAt(now)
      const entries = () => visible(now).map((story) => entryOf(story, setting))
      if (url === feedUrl) {
        const body = format.encode(format.render(channel, entries()))
        return { contentType: format.contentType, body }
      }
      if (url === homeUrl) return page(homePage(channel, entries()))
      for (const story of visible(now)) {
        const seed = `${content.slug}/${story.article.slug}`
        if (url === imageUrlOf(story, homeUrl)) return pictureOf(seed)
        const found = pageAt(url, story, setting)
        if (found !== null) return page(articlePage(channel, found))
      }
      return null
    },
  }
}

type Setting = {
  homeUrl: string
  start: number
  mark: (emoji: string) => string
  excerpts: boolean
}

/** Characters of an excerpt, as WordPress cuts it for a feed. */
const EXCERPT = 110
const excerptOf = (text: string) => `${text.slice(0, EXCERPT).replace(/\s\S*$/, '')} […]`

const hoursAfter = (timed: Timed) => ('hoursAgo' in timed ? -timed.hoursAgo : timed.daysAfter * 24)

const urlOf = ({ article }: Story, homeUrl: string) => homeUrl + article.slug

const imageUrlOf = (story: Story, homeUrl: string) =>
  story.article.image === true ? `${urlOf(story, homeUrl)}.png` : null

function entryOf(story: Story, { homeUrl, start, mark, excerpts }: Setting, pageNumber = 1): Entry {
  const { article } = story
  const url = urlOf(story, homeUrl)
  const own = {
    id: url,
    url,
    title: article.title,
    author: article.author ?? '',
    published: story.published,
    updated: story.updated,
    imageUrl: imageUrlOf(story, homeUrl),
  }
  if (!isDigestContent(article)) {
    const [first = ''] = article.paragraphs
    const summary = excerpts ? excerptOf(first) : first
    return { ...own, summary, html: paragraphs(excerpts ? [summary] : article.paragraphs) }
  }
  const next = pageNumber < pageCount(article) ? `${url}/${pageNumber + 1}` : null
  const html = digestHtml(article, { page: pageNumber, next, start, mark })
  return { ...own, summary: article.lead, html }
}

/** Gives the story's entry with the html of the page at `url`, marks as characters, or null. */
function pageAt(url: string, story: Story, setting: Setting): Entry | null {
  const own = urlOf(story, setting.homeUrl)
  const pages = isDigestContent(story.article) ? pageCount(story.article) : 1
  for (let number = 1; number <= pages; number += 1) {
    if (url === (number === 1 ? own : `${own}/${number}`))
      return entryOf(story, { ...setting, mark: (emoji) => emoji, excerpts: false }, number)
  }
  return null
}

const page = (html: string): Resource => ({ contentType: HTML, body: Buffer.from(html) })

/** WordPress feeds carry an emoji as a picture whose alternative text is the emoji. */
const pictureMark = (origin: string) => (emoji: string) => {
  const code = emoji.codePointAt(0)?.toString(16) ?? ''
  const source = escaped(`${origin}/emoji/72x72/${code}.png`)
  return `<img src="${source}" alt="${emoji}" class="wp-smiley" style="height: 1em; max-height: 1em;" />`
}
