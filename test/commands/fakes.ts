/** Callers, articles and services as commands meet them; a service that a test does not expect throws. */
import { ok } from '../../src/lib/result.ts'
import type { Article } from '../../src/model/article.ts'
import type { Caller } from '../../src/model/caller.ts'
import type { DigestArticle } from '../../src/model/digest.ts'
import { NO_FILTERS } from '../../src/model/filters.ts'
import type { MessagePayload } from '../../src/model/message.ts'
import type { SubscriptionView } from '../../src/services/orders.ts'
import type { Services } from '../../src/services/services.ts'

export const callerOf = (changes: Partial<Caller> = {}): Caller => ({
  userId: '300',
  guildId: '100',
  channelId: '200',
  locale: 'en',
  guildLocale: 'en-US',
  manages: true,
  sees: () => true,
  tends: changes.sees ?? (() => true),
  botLacks: () => [],
  placeOf: () => null,
  speaks: () => true,
  ageRestricted: () => false,
  rings: () => true,
  botRings: () => true,
  ...changes,
})

/** 18 January 2025, 07:30 in Tokyo. */
export const SLOT = Date.UTC(2025, 0, 17, 22, 30)

export const viewOf = (
  id: number,
  changes: Partial<SubscriptionView['subscription']> = {},
  feeds: SubscriptionView['feeds'] = [
    { id: 1, title: 'Harbour *News*', url: 'https://news.example/feed', failing: false },
  ],
): SubscriptionView => ({
  subscription: {
    id,
    guildId: '100',
    channelId: '200',
    name: `Digest ${id}`,
    schedule: { minute: 450, days: [1, 2, 3, 4, 5, 6, 7], zone: 'Asia/Tokyo' },
    locale: 'ja',
    count: 5,
    roleId: null,
    silent: false,
    container: null,
    publish: false,
    filters: NO_FILTERS,
    seenSeq: 0,
    firstDone: false,
    startSeq: 0,
    slotAt: SLOT,
    version: 1,
    setBy: '300',
    setAt: SLOT - 86_400_000,
    changed: null,
    state: 'active',
    pausedFor: null,
    attempt: 0,
    ...changes,
  },
  feeds,
  lastDigestAt: null,
})

export const articleOf = (id: number, changes: Partial<Article> = {}): DigestArticle => ({
  id,
  feedId: 1,
  seq: id,
  version: 1,
  arrivedAt: SLOT,
  identity: String(id),
  url: `https://news.example/${id}`,
  image: null,
  author: null,
  categories: [],
  publishedAt: SLOT - 3_600_000,
  title: `Tide table ${id}`,
  headline: `Tide table ${id}`,
  lead: 'The harbour publishes its tides.',
  keyPoints: [{ text: 'High water at nine.', origin: 'extractive', evidence: [0] }],
  sections: [],
  next: null,
  lang: 'en',
  body: ['The harbour publishes its tides.'],
  flags: [],
  feedTitle: 'Harbour News',
  feedUrl: 'https://news.example/feed',
  ...changes,
})

export const previewOf = (changes: Partial<MessagePayload> = {}): MessagePayload => ({
  content: '📘 18 January · 1 article\n1. Tide table 1',
  embeds: [{ title: '1 Tide table 1', url: 'https://news.example/1', description: 'Tides.' }],
  components: [
    {
      type: 1,
      components: [
        { type: 3, custom_id: 'v1:read:s1-x', options: [{ label: '1 Tide table', value: '1' }] },
      ],
    },
    {
      type: 1,
      components: [{ type: 2, style: 2, custom_id: 'v1:rest:s1-x', label: '3 more' }],
    },
  ],
  allowed_mentions: { parse: [] },
  ...changes,
})

const unexpected = (name: string) => () => {
  throw new Error(`the test does not expect ${name}()`)
}

export function servicesOf(given: Partial<Services> = {}): Services {
  const names = [
    'subscribe',
    'subscribeChosen',
    'subscribeChoices',
    'importOpml',
    'exportOpml',
    'subscriptions',
    'subscriptionOf',
    'preview',
    'setPaused',
    'setFilters',
    'filterDraft',
    'setTerms',
    'termsDraft',
    'setFollowUps',
    'move',
    'copy',
    'why',
    'unsubscribe',
    'restore',
    'digestNow',
    'settings',
    'changeSettings',
    'feedHealth',
    'troubledFeeds',
    'lookForAddress',
    'takeAddress',
    'removeFeed',
    'putBackFeed',
    'search',
    'searchPage',
    'latest',
    'feedChoices',
    'zoneChoices',
    'daysChoices',
    'article',
    'rest',
    'now',
  ] as const
  const none = Object.fromEntries(names.map((name) => [name, unexpected(name)]))
  return { ...none, ...given } as Services
}

export const given =
  <T>(value: T) =>
  async () =>
    ok(value)
