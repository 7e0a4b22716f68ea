/** Settings of the store itself, such as the name that its bot instance bears. */
import type { Tx } from './db.ts'

/** Gives the value of a setting, which becomes `value` where it has none yet. */
export async function ensureSetting(tx: Tx, key: string, value: string): Promise<string> {
  await tx.all('INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
    key,
    value,
  ])
  const [row] = await tx.all('SELECT value FROM setting WHERE key = $1', [key])
  return String(row?.['value'] ?? value)
}
