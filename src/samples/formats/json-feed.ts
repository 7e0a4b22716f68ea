/** JSON Feed 1.1. */
import type { Channel, Entry } from '../entry.ts'

/** Gives the document. */
export const renderJsonFeed = (channel: Channel, entries: readonly Entry[]): string =>
  JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: channel.title,
      description: channel.description,
      home_page_url: channel.homeUrl,
      feed_url: channel.feedUrl,
      language: channel.lang,
      items: entries.map(itemOf),
    },
    null,
    1,
  )

const itemOf = (entry: Entry) => ({
  id: entry.id,
  url: entry.url,
  title: entry.title,
  authors: [{ name: entry.author }],
  date_published: new Date(entry.published).toISOString(),
  date_modified: new Date(entry.updated).toISOString(),
  ...(entry.imageUrl === null ? {} : { image: entry.imageUrl }),
  summary: entry.summary,
  content_html: entry.html,
})
