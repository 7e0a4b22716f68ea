/** All steps of the tables' history. */
import type { Migration } from './migrate.ts'
import { first } from './migrations/0001-first.ts'
import { articleIndex } from './migrations/0002-index.ts'
import { feedHealth } from './migrations/0003-feed-health.ts'
import { kinds } from './migrations/0004-kinds.ts'
import { reissues } from './migrations/0005-reissues.ts'
import { notices } from './migrations/0006-notices.ts'
import { enrichment } from './migrations/0007-enrichment.ts'
import { stories } from './migrations/0008-stories.ts'
import { filters } from './migrations/0009-filters.ts'
import { days } from './migrations/0010-days.ts'
import { saved } from './migrations/0011-saved.ts'
import { shares } from './migrations/0012-shares.ts'
import { postingsByTime } from './migrations/0013-postings.ts'
import { leftServers } from './migrations/0014-left-servers.ts'
import { byServer } from './migrations/0015-by-server.ts'
import { instant } from './migrations/0016-instant.ts'
import { containers } from './migrations/0017-containers.ts'
import { sender } from './migrations/0019-sender.ts'
import { serverArticles } from './migrations/0020-server-articles.ts'
import { corrections } from './migrations/0021-corrections.ts'
import { restored } from './migrations/0022-restored.ts'
import { indexWords } from './migrations/0023-words.ts'
import { priority } from './migrations/0024-priority.ts'

export const migrations: readonly Migration[] = [
  first,
  articleIndex,
  feedHealth,
  kinds,
  reissues,
  notices,
  enrichment,
  stories,
  filters,
  days,
  saved,
  shares,
  postingsByTime,
  leftServers,
  byServer,
  instant,
  containers,
  sender,
  serverArticles,
  corrections,
  restored,
  indexWords,
  priority,
]
