/** The demo's page: its people, what they may try first, and a clock that can be moved. */
import { type Page, servePage } from '../sandbox/page/serve.ts'
import { slotAfter } from './morning.ts'
import type { Stage } from './stage.ts'
import { walkTo } from './walk.ts'

const HOUR_MS = 3_600_000

const PART = {
  moderator: { en: 'moderator', ja: 'モデレーター' },
  member: { en: 'member', ja: 'メンバー' },
} as const

/** Opens the page; `port` 0 takes any free one. */
export function openPage(stage: Stage, port: number): Promise<Page> {
  const { sandbox, samples, servers, clock } = stage
  const isJapanese = (id: string) => [servers.ja.moderatorId, servers.ja.memberId].includes(id)
  // It is morning where the person's own server is.
  const morningOf = (id: string) => stage.mornings[isJapanese(id) ? 'ja' : 'en']
  const all = samples.feeds.map(({ url }) => url).join(' ')
  const digest = samples.feeds.find(({ kind }) => kind === 'digest')?.url ?? ''
  return servePage({
    sandbox,
    port,
    zone: (viewerId) => morningOf(viewerId).zone,
    people: [
      { id: servers.ja.moderatorId, part: PART.moderator },
      { id: servers.ja.memberId, part: PART.member },
      { id: servers.en.moderatorId, part: PART.moderator },
      { id: servers.en.memberId, part: PART.member },
    ],
    suggestions: [
      {
        label: { en: '📘 Subscribe to all sample feeds', ja: '📘 見本のフィードをすべて購読' },
        words: 'digest subscribe',
        typed: { feed: all },
      },
      {
        label: {
          en: '🗞️ One sample feed that brings its own key points (in Japanese)',
          ja: '🗞️ 要点つきの見本フィードを1つ購読',
        },
        words: 'digest subscribe',
        typed: { feed: digest },
      },
      {
        label: {
          en: '📬 A digest of your own, by direct message',
          ja: '📬 自分だけのダイジェストをDMで受け取る',
        },
        words: 'me subscribe',
        typed: { feed: all },
      },
      {
        label: {
          en: '🗂️ Subscribe this forum to all sample feeds',
          ja: '🗂️ このフォーラムで見本のフィードをすべて購読',
        },
        words: 'digest subscribe',
        typed: { feed: all },
        forum: 'channel',
      },
      { label: { en: '❓ What can it do?', ja: '❓ できること' }, words: 'help', typed: {} },
    ],
    nothingCame: {
      en: '☀️ A new morning, but no digest: the sample feeds hold news for three mornings, or nothing is subscribed any more. Start the demo again for fresh news.',
      ja: '☀️ 朝になりましたが、届くダイジェストがありません。見本フィードの記事は3日分です（購読を解除した場合も届きません）。デモを起動し直すと最初から試せます。',
    },
    moveTo: (to, viewerId) =>
      walkTo(
        to === 'hour' ? clock.now() + HOUR_MS : slotAfter(clock.now(), morningOf(viewerId)),
        stage,
      ),
  })
}
