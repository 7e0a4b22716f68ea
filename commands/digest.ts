/** `/digest`: what managers do with the digests of their server. */
import type { Command } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { digestExport } from './digest-export.ts'
import { digestHealth } from './digest-health.ts'
import { digestImport } from './digest-import.ts'
import { digestList } from './digest-list.ts'
import { digestNow } from './digest-now.ts'
import { digestSettings } from './digest-settings.ts'
import { digestSubscribe } from './digest-subscribe.ts'
import { localized, named } from './names.ts'

export const digest: Command<Services> = {
  managersOnly: true,
  inDm: false,
  name: named('digest', 'command.digest.name'),
  description: localized('command.digest'),
  leaves: [
    digestSubscribe,
    digestList,
    digestNow,
    digestHealth,
    digestSettings,
    digestImport,
    digestExport,
  ],
}
