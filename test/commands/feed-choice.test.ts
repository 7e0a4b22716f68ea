/** A site with several feeds: the select, what is chosen, and the completion of names. */
import { describe, expect, it, vi } from 'vitest'
import { feeds } from '../../commands/controls/feeds.ts'
import { digestSubscribe } from '../../commands/digest-subscribe.ts'
import { feedChoiceReply } from '../../commands/feed-choice.ts'
import { fail } from '../../src/lib/result.ts'
import type { FeedOffers, SubscribeProblem } from '../../src/services/orders.ts'
import { brokenRules } from '../digest/discord-limits.ts'
import { callerOf, given, servicesOf, viewOf } from './fakes.ts'

const offersOf = (...offers: FeedOffers['offers']): FeedOffers => ({
  session: 'abc123',
  page: 'https://harbour.example/?token=secret',
  offers,
})
const two = offersOf(
  { url: 'https://harbour.example/news.xml', title: 'News' },
  { url: 'https://harbour.example/ships.xml', title: null },
)

const optionsOf = (choice: FeedOffers) => {
  const select = feedChoiceReply(choice, callerOf()).components?.[0]?.components[0]
  if (select?.type !== 3) throw new Error('no select')
  return select
}

describe('the feeds of a site', () => {
  it('stand in a select by title and address, and several may be chosen', () => {
    const reply = feedChoiceReply(two, callerOf())
    expect(reply.content).toContain('`harbour.example` has 2 feeds')
    expect(reply.content).not.toContain('secret')
    const select = optionsOf(two)
    expect(select).toMatchObject({ custom_id: 'v1:feeds:abc123', min_values: 1, max_values: 2 })
    expect(select.options).toEqual([
      { value: '0', label: 'News', description: 'harbour.example/news.xml' },
      { value: '1', label: 'harbour.example/ships.xml' },
    ])
  })

  it('fit into Discord’s limits, whatever a page calls them', () => {
    const offers = Array.from({ length: 40 }, (_, index) => ({
      url: `https://harbour.example/${'%E6%B8%AF'.repeat(100)}/${index}`,
      title: index % 2 === 0 ? '港'.repeat(500) : null,
    }))
    const reply = feedChoiceReply(offersOf(...offers), callerOf({ locale: 'ja' }))
    expect(brokenRules(reply)).toEqual([])
    expect(optionsOf(offersOf(...offers))).toMatchObject({ max_values: 10 })
  })

  it('are asked for instead of a refusal', async () => {
    const subscribe = async () => fail({ kind: 'choose', choice: two } satisfies SubscribeProblem)
    const reply = await digestSubscribe.run(
      { feed: 'harbour.example' },
      servicesOf({ subscribe }),
      callerOf(),
    )
    expect(reply.components).toHaveLength(1)
  })

  it('become a digest when they are chosen', async () => {
    const done = { view: viewOf(7), already: false, zoneGuessed: false, preview: null }
    const subscribeChosen = vi.fn(given(done))
    const reply = await feeds.run(
      { args: ['abc123'], values: ['1', '0', 'x'] },
      servicesOf({ subscribeChosen }),
      callerOf(),
    )
    expect(subscribeChosen).toHaveBeenCalledWith('abc123', [1, 0], expect.anything())
    expect(reply.content).toContain('All set')
  })

  it.each([
    [{ kind: 'choice-over' }, '/digest subscribe'],
    [{ kind: 'no-feed', address: 'https://harbour.example/a?key=secret' }, 'harbour.example/a'],
  ] satisfies [SubscribeProblem, string][])('%j says what to do', async (problem, words) => {
    const services = servicesOf({ subscribeChosen: async () => fail(problem) })
    for (const locale of ['en', 'ja'] as const) {
      const input = { args: ['abc123'], values: ['0'] }
      const { content = '' } = await feeds.run(input, services, callerOf({ locale }))
      expect(content).toContain(locale === 'en' ? words : words.replace('/digest subscribe', '/'))
      expect(content).not.toContain('secret')
    }
  })
})

describe('a feed’s name', () => {
  it('is completed while it is typed, within Discord’s limits', async () => {
    const choices = [
      { name: `Harbour\n${'x'.repeat(300)}`, value: '#12' },
      { name: 'Too long an address', value: `https://harbour.example/${'a'.repeat(200)}` },
      ...Array.from({ length: 40 }, (_, n) => ({
        name: `Feed ${n}`,
        value: `https://f.example/${n}`,
      })),
    ]
    const complete = digestSubscribe.complete?.['feed']
    const given = await complete?.(
      'harb',
      servicesOf({ subscribeChoices: async () => choices }),
      callerOf(),
    )
    expect(given).toHaveLength(25)
    expect(given?.every(({ name, value }) => [...name].length <= 100 && value.length <= 100)).toBe(
      true,
    )
    expect(given?.map(({ name }) => name)).not.toContain('Too long an address')
  })
})
