/** Opens the page by hand: `node test/sandbox/page/look.ts [port]`, until it is interrupted. */
import { startPageStage } from './stage.ts'

const stage = await startPageStage({ port: Number(process.argv[2] ?? 0) })
process.stdout.write(`${stage.page.url}\n`)
process.on('SIGINT', () => void stage.close())
