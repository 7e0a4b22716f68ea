import { describe, expect, it } from 'vitest'
import { CITIES } from '../../src/subscription/cities.ts'
import { guessZone, zoneChoices, zoneOf } from '../../src/subscription/zones.ts'

it('knows Tokyo however it is written', () => {
  for (const typed of ['とうきょう', '東京', 'Tokyo', 'tokyo', '日本'])
    expect(zoneOf(typed)).toBe('Asia/Tokyo')
})

describe('time zones', () => {
  it.each([
    ['Asia/Tokyo', 'Asia/Tokyo'],
    ['tokyo', 'Asia/Tokyo'],
    ['JST', 'Asia/Tokyo'],
    ['日本', 'Asia/Tokyo'],
    ['america/new york', 'America/New_York'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['utc', 'UTC'],
  ])('understands %s', (typed, zone) => {
    expect(zoneOf(typed)).toBe(zone)
  })

  it.each(['', 'nowhere', '+09:00', '../../etc', 'Asia'])('refuses %j', (typed) => {
    expect(zoneOf(typed)).toBeNull()
  })

  it.each([
    ['lon', 'Europe/London'],
    ['tok', 'Asia/Tokyo'],
    ['new', 'America/New_York'],
    ['par', 'Europe/Paris'],
    ['san f', 'America/Los_Angeles'],
    ['東', 'Asia/Tokyo'],
    ['ロン', 'Europe/London'],
    ['ﾊﾟﾘ', 'Europe/Paris'],
    ['est', 'America/New_York'],
    ['reyk', 'Atlantic/Reykjavik'],
  ])('offers for %s first the city that people mean', (typed, zone) => {
    expect(zoneChoices(typed, 25)[0]?.zone).toBe(zone)
  })

  it('names the city that was meant where the zone has the name of another', () => {
    expect(zoneChoices('mumb', 25)).toEqual([{ zone: 'Asia/Kolkata', city: 'Mumbai' }])
    expect(zoneChoices('大阪', 25)).toEqual([{ zone: 'Asia/Tokyo', city: '大阪' }])
    expect(zoneChoices('lond', 25)).toEqual([{ zone: 'Europe/London', city: null }])
  })

  it('offers each zone once, cities that begin with the text before those that hold it', () => {
    const zones = zoneChoices('lon', 25).map(({ zone }) => zone)
    expect(new Set(zones).size).toBe(zones.length)
    expect(zones.indexOf('Arctic/Longyearbyen')).toBeLessThan(zones.indexOf('Europe/Madrid'))
    expect(zoneChoices('', 25).map(({ zone }) => zone)).toContain('Asia/Tokyo')
    expect(zoneChoices('a', 25)).toHaveLength(25)
  })

  it('knows every zone that it names a city for', () => {
    for (const [zone, en, ja] of CITIES)
      expect([zoneOf(zone), zoneOf(en), zoneOf(ja)]).toEqual([zone, zone, zone])
  })

  it("guesses a server's zone from its language, and UTC where it cannot", () => {
    expect(guessZone('ja')).toBe('Asia/Tokyo')
    expect(guessZone('xx')).toBe('UTC')
    expect(guessZone(null)).toBe('UTC')
  })
})
