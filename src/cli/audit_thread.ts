/**
 * Entry of an audit worker thread.
 * @module
 */

import { serveTasks, type TaskPort } from "../worker/task_loop.ts";

serveTasks(globalThis as unknown as TaskPort);
