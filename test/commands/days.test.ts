import { describe, expect, it } from 'vitest'
import { move } from '../../commands/controls/move.ts'
import { edit } from '../../commands/controls/terms.ts'
import { completeDays, daysWords } from '../../commands/days-words.ts'
import { COMMAND, FORM } from '../../config/limits.ts'
import { daysMeant, parseDays, usualDays, WEEKDAYS } from '../../src/subscription/days.ts'
import { holidayCountries } from '../../src/subscription/holidays.ts'
import { callerOf, given, servicesOf, viewOf } from './fakes.ts'

const BOTH = ['en', 'ja'] as const

describe('days in words', () => {
  it.each(BOTH)('are understood when they are handed in again, in %s', (locale) => {
    const all = [
      ...usualDays(null),
      ...[
        [1, 3],
        [2, 4, 6],
        [1, 2, 3, 4, 5, 6],
        [5, 6, 7],
      ].map((days) => ({ days, holidays: null })),
      ...[...holidayCountries()].map((holidays) => ({ days: WEEKDAYS, holidays })),
      { days: [1, 3], holidays: 'JP' },
      { days: [7], holidays: 'US' },
    ]
    for (const days of all) {
      const words = daysWords(days, locale)
      const read = parseDays(words, () => null)
      expect([words, read.ok && [read.value.days, read.value.holidays]]).toEqual([
        words,
        [days.days, days.holidays],
      ])
    }
  })

  it.each(BOTH)('are offered as Discord takes them, in %s', async (locale) => {
    const services = servicesOf({
      daysChoices: async (typed) => ({
        meant: typed === '' ? [] : daysMeant(typed, 'JP'),
        usual: usualDays('JP'),
      }),
    })
    for (const typed of ['', 's', 'a', '平', 'sai', 'セ']) {
      const choices = await completeDays(typed, services, callerOf({ locale }))
      expect(choices.length).toBeLessThanOrEqual(COMMAND.choices)
      expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length)
      for (const { name, value } of choices) {
        expect([...name].length).toBeLessThanOrEqual(COMMAND.choiceName)
        expect([...value].length).toBeLessThanOrEqual(COMMAND.choiceValue)
      }
    }
  })
})

it.each(BOTH)('forms of terms and of a move are ones that Discord takes, in %s', async (locale) => {
  const schedule = {
    minute: 0,
    days: [1, 2, 3, 5, 6, 7],
    zone: 'America/Argentina/ComodRivadavia',
    holidays: 'BL',
  }
  const services = servicesOf({ subscriptionOf: given(viewOf(7, { schedule })) })
  for (const control of [edit, move]) {
    const form = await control.open({ args: ['7', '0'] }, services, callerOf({ locale }))
    if (!('fields' in form)) throw new Error(form.content)
    expect([...form.title].length).toBeLessThanOrEqual(FORM.title)
    expect(form.fields.length).toBeLessThanOrEqual(FORM.fields)
    for (const { label, hint } of form.fields) {
      expect([...label].length).toBeLessThanOrEqual(FORM.label)
      expect([...hint].length).toBeLessThanOrEqual(FORM.hint)
      expect(`${label}${hint}`).not.toMatch(/\{\w+\}/)
    }
  }
})
