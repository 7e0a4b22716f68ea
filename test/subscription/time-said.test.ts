import { describe, expect, it } from 'vitest'
import { USUAL_QUIET } from '../../src/subscription/instant.ts'
import { readTime, timeOf, USUAL_TIMES, whenValue } from '../../src/subscription/time-said.ts'

const instant = (from: number | null, to = 0, guessed = false) => ({
  kind: 'instant',
  quiet: from === null ? null : { from: from * 60, to: to * 60 },
  guessed,
})

describe('what people type for a time', () => {
  it.each([
    ['7:30', 450],
    ['１９時半', 1170],
    ['0730', 450],
    ['12 pm', 720],
    ['noon', 720],
    ['正午', 720],
    ['midnight', 0],
    ['朝7時', 420],
    ['朝の7時半', 450],
    ['夜8時', 1200],
    ['夕方6:15', 1095],
    ['昼12時', 720],
    ['夜0時', 0],
    ['7 in the morning', 420],
    ['8:30 in the evening', 1230],
    ["9 o'clock", 540],
    ['21:00 at night', 1260],
  ])('%s is a time of day', (typed, minute) => {
    expect(readTime(typed)).toEqual({ kind: 'daily', minute })
  })

  it.each([
    'instant',
    'Instantly',
    'as they come',
    'As it comes',
    'when they arrive',
    'immediately',
    'right away',
    'real-time',
    'realtime',
    '届きしだい',
    '届き次第',
    '記事が届いたら',
    '届いたらすぐに',
    'すぐに',
    'すぐ',
    '即時',
    '随時',
    '都度',
    'リアルタイム',
    'ﾘｱﾙﾀｲﾑ',
  ])('%s is as they come, with the usual quiet hours', (typed) => {
    expect(readTime(typed)).toEqual({ kind: 'instant', quiet: USUAL_QUIET, guessed: true })
  })

  it.each([
    'instant always',
    'as they come, at any time',
    'instant, day and night',
    'as they come, no quiet hours',
    'instant 24/7',
    'いつでも',
    '届きしだい（いつでも）',
    'すぐに、終日',
    '即時(24時間)',
  ])('%s is as they come, without quiet hours', (typed) => {
    expect(readTime(typed)).toEqual(instant(null))
  })

  it.each([
    ['instant except 23:00-7:00', 23, 7],
    ['instant except 22:00-07:00', 22, 7],
    ['as they come, except 23:00–7:00', 23, 7],
    ['as they come but not 11 pm to 6 am', 23, 6],
    ['instant, quiet hours 21:00-09:00', 21, 9],
    ['instant except from 9 until 17', 9, 17],
    ['instant not between 23 and 7', 23, 7],
    ['届きしだい（22:00〜7:00は休み）', 22, 7],
    ['届き次第（２３時～７時は休み）', 23, 7],
    ['すぐに、午後10時から午前6時まで休み', 22, 6],
    ['即時（0時〜7時を除く）', 0, 7],
    ['届きしだい、23時-5時以外', 23, 5],
    ['instant only 7:00-23:00', 23, 7],
    ['届きしだい（7時〜23時のみ）', 23, 7],
  ])('%s keeps quiet from %i to %i', (typed, from, to) => {
    expect(readTime(typed)).toEqual(instant(from, to))
  })

  it.each([
    '',
    '25:00',
    'noonish',
    'sometimes',
    // It may be meant either way.
    'instant 9-17',
    'instant except',
    'instant except 25:00-7:00',
    'instant except 7:00-7:00',
    'instant except 22:00-7:00 and 12:00-13:00',
    '届きしだい（夜は休み）',
    'instant coffee',
  ])('%j is not understood', (typed) => {
    expect(readTime(typed)).toBeNull()
  })

  it('is written so that it is read again', () => {
    const times = [...USUAL_TIMES, { minute: 0, instant: { quiet: { from: 5, to: 1439 } } }]
    for (const time of times) {
      const when = readTime(whenValue(time))
      expect(when && timeOf(when, time)).toEqual({ instant: null, ...time })
    }
  })
})
