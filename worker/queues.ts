export { taskQueue } from '../config/task-queue.js';
