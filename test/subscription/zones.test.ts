import { describe, expect, it } from 'vitest'
import { guessZone, zoneChoices, zoneOf } from '../../src/subscription/zones.ts'

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

  it('offers cities that begin with what was typed before those that hold it', () => {
    expect(zoneChoices('london', 3)[0]).toBe('Europe/London')
    expect(zoneChoices('', 25)).toContain('Asia/Tokyo')
    expect(zoneChoices('a', 25)).toHaveLength(25)
  })

  it("guesses a server's zone from its language, and UTC where it cannot", () => {
    expect(guessZone('ja')).toBe('Asia/Tokyo')
    expect(guessZone('xx')).toBe('UTC')
    expect(guessZone(null)).toBe('UTC')
  })
})
