/** `bench -- parse`: feeds per CPU-second. */
import type { Bench } from './main.ts'
export const parse: Bench = async () => {}
