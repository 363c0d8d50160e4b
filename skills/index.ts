export type { Framework, Skill } from './framework.ts'
export { skillsProblems } from './problems.ts'
export { skillsRoutes } from './routes.ts'
export { createSkills, type Skills } from './skills.ts'
