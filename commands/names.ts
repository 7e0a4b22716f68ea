/** Names and descriptions of commands and options in both languages, from the texts. */
import { type TextKey, textsOf } from '../src/language/texts.ts'
import type { Localized } from '../src/model/command.ts'

/** Gives a description in both languages. */
export const localized = (key: TextKey): Localized => ({
  en: textsOf('en').t(key),
  ja: textsOf('ja').t(key),
})

/**
 * Gives a name in both languages. The English one stands in the literal, so that options are typed by it, and is the same
 * as in the texts.
 */
export const named = <const Name extends string>(
  en: Name,
  key: TextKey & `command.${string}.name`,
): { en: Name; ja: string } => ({ en, ja: textsOf('ja').t(key) })
