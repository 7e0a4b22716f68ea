import { describe, expect, it } from 'vitest'
import { parseFeed } from '../../src/feed/parse.ts'

const rss = (about: string, item = '') =>
  `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>T</title>${about}<item><guid>1</guid><title>One</title></item><item><guid>2</guid><title>Two</title>${item}</item></channel></rss>`
const atom = (entry: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>T</title><entry><id>1</id><title>One</title>${entry}</entry></feed>`

async function isAdult(document: string): Promise<boolean> {
  const read = await parseFeed(new TextEncoder().encode(document), {})
  if (!read.ok) throw new Error(read.error.message)
  return read.value.adult ?? false
}

const SEXUALITY =
  '<itunes:category text="Health &amp; Fitness"><itunes:category text="Sexuality"/></itunes:category>'

describe('a feed for adults', () => {
  it.each([
    ['its own rating', rss('<media:rating>adult</media:rating>')],
    ['its own rating with a scheme', rss('<media:rating scheme="urn:simple">Adult</media:rating>')],
    ['a rating of films', rss('', '<media:rating scheme="urn:mpaa">nc-17</media:rating>')],
    ['a rating of one article', rss('', '<media:rating scheme="urn:simple">adult</media:rating>')],
    [
      'a rating in the media of one article',
      atom(
        '<media:group><media:content url="https://a.example/v.mp4"><media:rating>adult</media:rating></media:content></media:group>',
      ),
    ],
    ['the older element', rss('', '<media:adult>true</media:adult>')],
    ['the label of ASACP', rss('<rating>RTA-5042-1996-1400-1577-RTA</rating>')],
    [
      'explicit in the category Sexuality',
      rss(`<itunes:explicit>yes</itunes:explicit>${SEXUALITY}`),
    ],
  ])('is known by %s', async (_, document) => {
    expect(await isAdult(document)).toBe(true)
  })

  it.each([
    [
      'a podcast of news that is explicit',
      rss('<itunes:explicit>true</itunes:explicit><itunes:category text="News"/>'),
    ],
    ['an explicit episode', rss('', '<itunes:explicit>yes</itunes:explicit>')],
    ['a clean podcast on sexuality', rss(`<itunes:explicit>clean</itunes:explicit>${SEXUALITY}`)],
    ['a rating of nonadult', rss('<media:rating>nonadult</media:rating>')],
    ['a rating of another scheme', rss('<media:rating scheme="urn:mpaa">adult</media:rating>')],
    ['a rating of stars', rss('<media:rating scheme="https://a.example/stars">5</media:rating>')],
    [
      'an old PICS label',
      rss('<rating>(PICS-1.1 "http://www.icra.org/ratingsv02.html" l r (n 0))</rating>'),
    ],
    ['nothing at all', rss('')],
  ])('is not %s', async (_, document) => {
    expect(await isAdult(document)).toBe(false)
  })
})
