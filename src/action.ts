import { readFile } from 'node:fs/promises';
import * as core from '@actions/core';
import { enterWorkspace } from './action/enter-workspace.ts';
import { failAction } from './action/fail-action.ts';
import { baseOf, pullRequestOf } from './action/pull-request.ts';
import { runAction } from './action/run-action.ts';
import type { Runner } from './action/runner.ts';
import { composeServices } from './compose.ts';
import { readConfig } from './config.ts';

const { GITHUB_EVENT_PATH, GITHUB_REPOSITORY = '', GITHUB_WORKSPACE } = process.env;
const token = core.getInput('token');
if (token !== '') core.setSecret(token);

/** The event that started the workflow; the runner writes it to a file. Without one there is no pull request. */
const eventOf = async (): Promise<unknown> =>
  GITHUB_EVENT_PATH ? JSON.parse(await readFile(GITHUB_EVENT_PATH, 'utf8')) : undefined;

const runner: Runner = {
  input: (name) => core.getInput(name),
  get workspace() {
    return process.cwd();
  },
  pullRequest: undefined,
  base: undefined,
  output: core.setOutput,
  summary: async (markdown) => {
    if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write();
  },
  notice: core.info,
  fail: core.setFailed,
};

try {
  await enterWorkspace(GITHUB_WORKSPACE, core.getInput('working-directory'));
  const event = await eventOf();
  const number = pullRequestOf(event);
  // Prices come from the snapshot in the Action: nothing but GitHub is asked.
  const config = readConfig({ ...process.env, GITHUB_TOKEN: token, TOLLGATE_OFFLINE: 'true' });
  const pullRequest = number === undefined ? undefined : { repository: GITHUB_REPOSITORY, number };
  await runAction({ ...runner, workspace: process.cwd(), pullRequest, base: baseOf(event) }, composeServices(config));
} catch (error) {
  await failAction(error, runner);
}
