# Tollgate as a Fargate task behind a target group that exists. State is in PostgreSQL; the history lies on EFS, shared by the replicas.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}

variable "region" { type = string }
variable "image" { type = string }
variable "cluster_arn" { type = string }
variable "subnet_ids" { type = list(string) }
variable "security_group_ids" { type = list(string) }
variable "target_group_arn" { type = string }
variable "file_system_id" { type = string }
variable "access_point_id" { type = string }
variable "api_keys_secret_arn" { type = string }
variable "database_url_secret_arn" { type = string }

variable "scan_role_arns" {
  description = "Roles of other accounts that scans may assume."
  type        = list(string)
  default     = []
}

variable "replicas" {
  type    = number
  default = 2
}

locals {
  secrets = [var.api_keys_secret_arn, var.database_url_secret_arn]
}

data "aws_iam_policy_document" "ecs" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "task" {
  name_prefix        = "tollgate-task-"
  assume_role_policy = data.aws_iam_policy_document.ecs.json
}

resource "aws_iam_role_policy" "task" {
  count = length(var.scan_role_arns) > 0 ? 1 : 0
  role  = aws_iam_role.task.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = var.scan_role_arns }]
  })
}

resource "aws_iam_role" "execution" {
  name_prefix        = "tollgate-execution-"
  assume_role_policy = data.aws_iam_policy_document.ecs.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role_policy" "secrets" {
  role = aws_iam_role.execution.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = local.secrets }]
  })
}

resource "aws_cloudwatch_log_group" "tollgate" {
  name              = "/tollgate"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "tollgate" {
  family                   = "tollgate"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 2048
  memory                   = 8192
  task_role_arn            = aws_iam_role.task.arn
  execution_role_arn       = aws_iam_role.execution.arn

  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id     = var.file_system_id
      transit_encryption = "ENABLED"
      authorization_config { access_point_id = var.access_point_id }
    }
  }
  volume { name = "tmp" }

  container_definitions = jsonencode([{
    name                   = "tollgate"
    image                  = var.image
    essential              = true
    readonlyRootFilesystem = true
    user                   = "1000:1000"
    stopTimeout            = 120
    portMappings           = [{ containerPort = 8080 }]
    mountPoints = [
      { sourceVolume = "data", containerPath = "/data" },
      { sourceVolume = "tmp", containerPath = "/tmp" },
    ]
    environment = [
      { name = "TOLLGATE_HOST", value = "0.0.0.0" },
      { name = "TOLLGATE_DRAIN_S", value = "20" },
    ]
    secrets = [
      { name = "TOLLGATE_API_KEYS", valueFrom = var.api_keys_secret_arn },
      { name = "DATABASE_URL", valueFrom = var.database_url_secret_arn },
    ]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.tollgate.name
        "awslogs-region"        = var.region
        "awslogs-stream-prefix" = "tollgate"
      }
    }
  }])
}

resource "aws_ecs_service" "tollgate" {
  name            = "tollgate"
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.tollgate.arn
  desired_count   = var.replicas
  launch_type     = "FARGATE"

  network_configuration {
    subnets         = var.subnet_ids
    security_groups = var.security_group_ids
  }
  load_balancer {
    target_group_arn = var.target_group_arn
    container_name   = "tollgate"
    container_port   = 8080
  }
}
