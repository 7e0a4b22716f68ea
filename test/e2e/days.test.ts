/** The days of a digest through real discord.js: offered, understood, said and refused, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stage, startStage } from './bot.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

type Who = 'jaManager' | 'enManager'
const as = (who: Who) => stage.discord.as(stage.people[who])
const newChannel = (name: string) => stage.discord.addChannel(stage.guildId, { name }).id
const feed = () => stage.feeds[0] ?? ''

const offered = async (who: Who, typed: string) =>
  as(who).complete(stage.channelId, 'digest subscribe', { feed: 'x', days: typed }, 'days')

describe('the days of a digest', () => {
  it.each([
    ['jaManager', ['毎日', '平日', '平日（日本の祝日を除く）', '毎週土・日曜日', '毎週月曜日']],
    [
      'enManager',
      [
        'every day',
        'on weekdays',
        'on weekdays except public holidays (Japan)',
        'on Saturdays and Sundays',
        'every Monday',
      ],
    ],
  ] as const)(
    'are offered to %s, with the holidays of the server’s country',
    async (who, names) => {
      const choices = await offered(who, '')
      expect(choices.slice(0, 5).map(({ name }) => name)).toEqual(names)
    },
  )

  it('are offered as they are typed: days, and countries', async () => {
    const first = async (who: Who, typed: string) => (await offered(who, typed))[0]?.['name']
    expect(await first('jaManager', '月水金')).toBe('毎週月・水・金曜日')
    expect(await first('enManager', 'mon wed')).toBe('every Mon, Wed')
    expect(await first('jaManager', 'ドイツ')).toBe('平日（ドイツの祝日を除く）')
    expect(await first('enManager', 'germ')).toBe('on weekdays except public holidays (Germany)')
    expect(await offered('jaManager', 'ないもの')).toEqual([])
  })

  it.each([
    [
      'jaManager',
      /平日（日本の祝日を除く） \*\*07:30\*\*/,
      /祝日は日本のもの/,
      /・平日（日本の祝日を除く）/,
    ],
    [
      'enManager',
      /on weekdays except public holidays \(Japan\) at \*\*07:30\*\*/,
      /holidays are those of Japan: this was guessed/,
      /· on weekdays except public holidays \(Japan\)/,
    ],
  ] as const)(
    'are said to %s with the guessed country, and in the list',
    async (who, days, guessed, listed) => {
      const id = newChannel(`days-${who}`)
      const options = { feed: feed(), days: '平日（祝日を除く）' }
      const { message } = await as(who).slash(id, 'digest subscribe', options)
      expect(message.content).toMatch(days)
      expect(message.content).toMatch(guessed)
      // A Sunday: the next one comes on Monday.
      expect(message.content).toContain(`<t:${Date.parse('2026-01-19T07:30:00+09:00') / 1000}:F>`)
      const list = await as(who).slash(id, 'digest list')
      expect(String(list.message.embeds[0]?.['description'])).toMatch(listed)
    },
  )

  it('that were chosen from the list are understood, and nothing was guessed', async () => {
    const id = newChannel('chosen')
    const choices = await offered('enManager', 'germ')
    const days = String(choices[0]?.['value'])
    const { message } = await as('enManager').slash(id, 'digest subscribe', { feed: feed(), days })
    expect(message.content).toContain('on weekdays except public holidays (Germany)')
    expect(message.content).not.toContain('guessed from the time zone and')
  })

  it('that nobody understands are refused in both languages, and nothing is stored', async () => {
    const id = newChannel('refused')
    const said = async (who: Who, days: string, zone?: string) =>
      (
        await as(who).slash(id, 'digest subscribe', {
          feed: feed(),
          days,
          ...(zone === undefined ? {} : { zone }),
        })
      ).message.content
    expect(await said('jaManager', '毎月')).toMatch(/「毎月」.*`月・水・金`/)
    expect(await said('enManager', 'monthly')).toMatch(/“monthly”.*`Mon, Wed, Fri`/)
    expect(
      await stage.bot.db.all('SELECT id FROM subscription WHERE channel_id = $1', [id]),
    ).toEqual([])
  })
})
