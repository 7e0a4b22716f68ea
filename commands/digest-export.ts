/** `/digest export`: the feeds of a server's digests as a list for other readers. */
import { defineLeaf } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { localized, named } from './names.ts'
import { plain } from './pieces.ts'

export const digestExport = defineLeaf({
  name: named('export', 'command.export.name'),
  description: localized('command.export'),
  answers: 'private',
  options: [],
  async run(_options, services: Services, caller) {
    const list = await services.exportOpml(caller)
    if (list === null) return plain(caller, 'list.empty')
    const { name, text, feeds } = list
    return { ...plain(caller, 'export.done', { count: feeds }), file: { name, text } }
  },
})
