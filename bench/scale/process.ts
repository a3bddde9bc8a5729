import { runTask, type Task } from './stages.js'

/** One stage of the benchmark in a process of its own: the task comes as an argument, the result goes to the parent. */
const result = await runTask(JSON.parse(process.argv[2] ?? '{}') as Task)
process.send?.(result)
process.disconnect()
