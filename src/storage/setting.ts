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

/** Gives the value of a setting, or null. */
export async function settingOf(tx: Tx, key: string): Promise<string | null> {
  const [row] = await tx.all('SELECT value FROM setting WHERE key = $1', [key])
  return row ? String(row['value']) : null
}

/** Keeps a value in place of the one before. */
export async function keepSetting(tx: Tx, key: string, value: string): Promise<void> {
  await tx.all(
    'INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  )
}
