import { expect, test } from 'vitest';
import { pipelineOf } from '../../../src/comments/pipeline.ts';

test.each([
  [
    'GitHub Actions',
    {
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://git.example',
      GITHUB_REPOSITORY: 'net/infra',
      GITHUB_REF: 'refs/pull/12/merge',
      GITHUB_HEAD_REF: 'more-zones',
      GITHUB_RUN_ID: '77',
    },
    {
      provider: 'github',
      repository: 'net/infra',
      branch: 'more-zones',
      pullRequest: '12',
      pullRequestUrl: 'https://git.example/net/infra/pull/12',
      runUrl: 'https://git.example/net/infra/actions/runs/77',
    },
  ],
  [
    'GitLab CI',
    {
      GITLAB_CI: 'true',
      CI_PROJECT_PATH: 'group/infra',
      CI_MERGE_REQUEST_IID: '7',
      CI_MERGE_REQUEST_PROJECT_URL: 'https://lab.example/group/infra',
      CI_JOB_URL: 'https://lab.example/group/infra/-/jobs/5',
    },
    {
      repository: 'group/infra',
      pullRequestUrl: 'https://lab.example/group/infra/-/merge_requests/7',
      runUrl: 'https://lab.example/group/infra/-/jobs/5',
    },
  ],
  [
    'Azure Pipelines',
    {
      TF_BUILD: 'True',
      SYSTEM_COLLECTIONURI: 'https://dev.azure.example/org/',
      SYSTEM_TEAMPROJECT: 'network',
      SYSTEM_PULLREQUEST_PULLREQUESTID: '3',
      SYSTEM_PULLREQUEST_SOURCEBRANCH: 'refs/heads/more-zones',
      BUILD_BUILDID: '41',
    },
    {
      branch: 'more-zones',
      pullRequest: '3',
      runUrl: 'https://dev.azure.example/org/network/_build/results?buildId=41',
    },
  ],
  [
    'Bitbucket Pipelines',
    { BITBUCKET_BUILD_NUMBER: '9', BITBUCKET_REPO_FULL_NAME: 'space/infra', BITBUCKET_PR_ID: '4' },
    { repository: 'space/infra', pullRequest: '4', pipelineRun: '9' },
  ],
  [
    'Atlantis',
    { ATLANTIS_TERRAFORM_VERSION: '1.9.0', BASE_REPO_OWNER: 'net', BASE_REPO_NAME: 'infra', PULL_NUM: '8' },
    { repository: 'net/infra', pullRequest: '8' },
  ],
  [
    'Jenkins',
    { JENKINS_URL: 'https://ci.example/', CHANGE_ID: '6', BUILD_URL: 'https://ci.example/job/2/' },
    { pullRequest: '6' },
  ],
])('%s tells where its run comes from', (_name, environment, origin) => {
  expect(pipelineOf(environment)).toMatchObject(origin);
});

test('without a pipeline nothing is known, and an empty variable is none', () => {
  expect(pipelineOf({})).toEqual({});
  expect(pipelineOf({ GITHUB_ACTIONS: '', GITHUB_REPOSITORY: 'net/infra' })).toEqual({});
});
