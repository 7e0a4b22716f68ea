/** The feeds that the bot knows by name. */
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../config/catalogue.ts'
import { COMMAND } from '../../config/limits.ts'
import { feedAddress } from '../../src/feed/address.ts'
import { catalogueFeed, catalogueMatches } from '../../src/feed/catalogue.ts'

const namesOf = (typed: string, locale: 'ja' | 'en' = 'en') =>
  catalogueMatches(typed, locale).map(({ feed }) => feed.name[locale])

describe('the catalogue', () => {
  it('names for each feed an address, a category and where the address stands publicly', () => {
    const categories = new Set(catalogue.categories.map(({ id }) => id))
    const wrong = catalogue.feeds.filter(
      ({ url, category, source, checked, name }) =>
        feedAddress(url) !== url ||
        url.length > COMMAND.choiceValue ||
        !categories.has(category) ||
        !source.startsWith('https://') ||
        (checked !== null && !/^\d{4}-\d{2}-\d{2}$/.test(checked)) ||
        name.en === '' ||
        name.ja === '',
    )
    expect(wrong).toEqual([])
  })

  it('has every feed and every name once, in both languages, in every category', () => {
    const { feeds, categories } = catalogue
    expect(new Set(feeds.map(({ url }) => url)).size).toBe(feeds.length)
    expect(new Set(feeds.map(({ name }) => name.en)).size).toBe(feeds.length)
    expect(new Set(feeds.map(({ name }) => name.ja)).size).toBe(feeds.length)
    for (const { id } of categories) expect(feeds.some((one) => one.category === id)).toBe(true)
    for (const lang of ['ja', 'en']) {
      expect(feeds.filter((one) => one.lang === lang).length).toBeGreaterThan(30)
    }
  })
})

describe('a name that is typed', () => {
  it('finds a feed by its beginning, in either language and any width', () => {
    expect(namesOf('nature')[0]).toBe('Nature')
    expect(namesOf('ＮＨＫ', 'ja')[0]).toBe('NHKニュース 主要ニュース')
    expect(namesOf('朝日', 'en')[0]).toBe('Asahi Shimbun (Japanese)')
  })

  it('finds feeds by their category and their site', () => {
    expect(namesOf('宇宙', 'ja')).toContain('NASA（英語）')
    expect(namesOf('space')).toContain('NASA')
    expect(namesOf('automaton-media.com')).toEqual(['AUTOMATON (Japanese)'])
  })

  it('gives feeds in the reader’s language first', () => {
    expect(namesOf('culture', 'ja')[0]).toBe('CINRA')
    expect(namesOf('culture', 'en')[0]).toBe('Variety')
  })

  it('that is empty shows one feed of every category', () => {
    const first = catalogueMatches('', 'ja').slice(0, catalogue.categories.length)
    expect(new Set(first.map(({ feed }) => feed.category)).size).toBe(catalogue.categories.length)
    expect(first[0]?.label).toBe('NHKニュース 主要ニュース · ニュース')
  })

  it('that nothing has finds nothing', () => {
    expect(namesOf('zzzz')).toEqual([])
  })

  it('in full is the feed, without choosing it from the list', () => {
    expect(catalogueFeed(' ars  technica ')?.url).toContain('arstechnica')
    expect(catalogueFeed('Ars')).toBeNull()
  })
})
