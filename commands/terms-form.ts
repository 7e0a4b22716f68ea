/** The form in which a digest's time, size, language and notification are changed; it opens with what is on. */
import { LOCALES, type TextKey } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import { customId, type Form, type FormField, type FormSelect } from '../src/model/command.ts'
import { isPersonal } from '../src/model/space.ts'
import type { CardCount, Locale, Subscription } from '../src/model/subscription.ts'
import type { TypedTerms } from '../src/services/changes.ts'
import { EVERY_DAY } from '../src/subscription/days.ts'
import { daysWords } from './days-words.ts'
import { formTitle, say } from './pieces.ts'
import { whenWords } from './when-words.ts'

const LONGEST = 100
const COUNTS: readonly CardCount[] = [3, 5, 8]

type At = { locale: Locale; draft: TypedTerms | null }

/** Reads again what it gives: articles that come as they come every day need no days. */
function dayAndTime({ schedule }: Subscription, locale: Locale): string {
  const { days: on, holidays, instant } = schedule
  const time = whenWords(schedule, locale)
  const days = daysWords(schedule, locale)
  if (instant == null) return say(locale, 'form.when.value', { days, time })
  return on.length === EVERY_DAY.length && holidays == null
    ? time
    : say(locale, 'form.when.instant', { days, time })
}

const box = (name: 'when' | 'zone', value: string, { locale, draft }: At): FormField => ({
  id: name,
  label: say(locale, `form.${name}`),
  hint: say(locale, `form.${name}.hint`),
  value: draft?.[name] ?? value,
  most: LONGEST,
})

type Option = { value: string; label: string }

type Choice = { label: string; hint?: string; options: readonly Option[]; on: string }

const choice = (id: string, { label, hint = '', options, on }: Choice): FormSelect => ({
  id,
  label,
  hint,
  options: options.map((one) => ({ ...one, chosen: one.value === on })),
})

const sizeValue = (count: string | number, language: string) => `${count}-${language}`

const LANGUAGE: Record<Locale, TextKey> = {
  en: 'command.option.language.en',
  ja: 'command.option.language.ja',
}

/** Discord's forms have five places: number and language share one. */
function size({ count, locale: own }: Subscription, { locale, draft }: At): FormSelect {
  const options = LOCALES.flatMap((language) =>
    COUNTS.map((number) => ({
      value: sizeValue(number, language),
      label: say(locale, 'form.size.choice', {
        count: say(locale, `command.option.count.${number}`),
        language: say(locale, LANGUAGE[language]),
      }),
    })),
  )
  const on = sizeValue(draft?.count ?? count, draft?.locale ?? own)
  return choice('size', { label: say(locale, 'form.size'), options, on })
}

const sound = ({ silent }: Subscription, { locale, draft }: At): FormSelect =>
  choice('sound', {
    label: say(locale, 'form.sound'),
    hint: say(locale, 'form.sound.hint'),
    options: (['on', 'off'] as const).map((value) => ({
      value,
      label: say(locale, `form.sound.${value}`),
    })),
    on: (draft?.silent ?? silent) ? 'off' : 'on',
  })

/** In direct messages there is no role to notify. */
const roleToRing = (roleId: string, locale: Locale): Form['fields'][number] => ({
  id: 'role',
  label: say(locale, 'form.role'),
  hint: say(locale, 'form.role.hint'),
  roleId: roleId === '' ? null : roleId,
})

/**
 * Gives the form of a digest, with what is on or what was typed before and could not be stored; its custom id holds the
 * version that is being edited. `page` is the panel's, or `-` on an answer of its own.
 */
export function termsForm(
  subscription: Subscription,
  { page, caller, draft }: { page: string; caller: Caller; draft: TypedTerms | null },
): Form {
  const { id, guildId, channelId, version, schedule, roleId } = subscription
  const { locale } = caller
  const at = { locale, draft }
  return {
    customId: customId('edit-set', id, page, version),
    title: formTitle(channelId, 'form.terms', caller),
    fields: [
      box('when', dayAndTime(subscription, locale), at),
      box('zone', schedule.zone, at),
      size(subscription, at),
      ...(isPersonal(guildId) ? [] : [roleToRing(draft?.role ?? roleId ?? '', locale)]),
      sound(subscription, at),
    ],
  }
}

/** Gives what was written into it. */
export function typedTerms(fields: Readonly<Record<string, string>>): TypedTerms {
  const { when, zone, role } = fields
  const [count, locale] = fields['size']?.split('-') ?? []
  const given = { when, zone, role, count, locale }
  const typed: TypedTerms = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  )
  return fields['sound'] === undefined ? typed : { ...typed, silent: fields['sound'] === 'off' }
}
