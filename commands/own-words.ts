/** What is said otherwise of somebody's own digests than of a server's. */
import type { TextKey } from '../src/language/texts.ts'

/** Gives the text that says of somebody's own digests what `key` says of a server's. */
export const ownKey = (key: TextKey): TextKey => OWN[key] ?? key

const OWN: Partial<Record<TextKey, TextKey>> = {
  'subscribe.done': 'own.done',
  'subscribe.changed': 'own.changed',
  'subscribe.already': 'own.already',
  'subscribe.beside': 'own.beside',
  'subscribe.zone-guessed': 'own.zone-guessed',
  'subscribe.country-guessed': 'own.country-guessed',
  'subscribe.no-preview': 'own.no-preview',
  'subscribe.undone': 'own.undone',
  'subscribe.restored': 'own.restored',
  'list.title': 'own.list-title',
  'list.empty': 'own.list-empty',
  'list.entry': 'own.entry',
  'list.adult': 'own.adult-in-list',
  'list.details': 'own.details',
  'list.was-paused': 'own.was-paused',
  'list.was-resumed': 'own.was-resumed',
  'list.was-dropped': 'own.was-dropped',
  'list.was-restored': 'own.was-restored',
  'list.was-restored-paused': 'own.was-restored-paused',
  'filters.saved': 'own.filters-saved',
  'now.posting': 'own.posting',
  'control.first-now': 'own.first-now',
  'control.now': 'own.now',
  'problem.paused': 'own.paused',
  'problem.no-country': 'own.no-country',
  'problem.too-many': 'own.too-many',
  'problem.adult': 'own.adult',
  'problem.no-feeds': 'own.no-feeds',
  'latest.nothing': 'own.latest-nothing',
  'mend.over': 'own.mend-over',
}
