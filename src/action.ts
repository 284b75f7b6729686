import { readFile } from 'node:fs/promises';
import * as core from '@actions/core';
import { pullRequestOf } from './action/pull-request.ts';
import { runAction } from './action/run-action.ts';
import { composeServices } from './compose.ts';
import { readConfig } from './config.ts';

const { GITHUB_EVENT_PATH, GITHUB_REPOSITORY = '', GITHUB_WORKSPACE } = process.env;
const token = core.getInput('token');
if (token !== '') core.setSecret(token);
const folder = core.getInput('working-directory');
if (folder !== '' || GITHUB_WORKSPACE) process.chdir(`${GITHUB_WORKSPACE ?? '.'}/${folder}`);

/** The event that started the workflow; the runner writes it to a file. */
const event: unknown = GITHUB_EVENT_PATH ? JSON.parse(await readFile(GITHUB_EVENT_PATH, 'utf8')) : {};
const number = pullRequestOf(event);
// Prices come from the snapshot in the Action: nothing but GitHub is asked.
const config = readConfig({ ...process.env, GITHUB_TOKEN: token, TOLLGATE_OFFLINE: 'true' });

await runAction(
  {
    input: (name) => core.getInput(name),
    workspace: process.cwd(),
    pullRequest: number === undefined ? undefined : { repository: GITHUB_REPOSITORY, number },
    output: core.setOutput,
    summary: async (markdown) => {
      if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write();
    },
    notice: core.info,
    fail: core.setFailed,
  },
  composeServices(config),
);
