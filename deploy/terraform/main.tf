# The role that Tollgate assumes in an account to scan it: reads only, and only for the trusted caller.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}

variable "trusted_role_arn" {
  description = "ARN of the role that the Tollgate service runs as."
  type        = string
}

variable "role_name" {
  description = "Name of the role, as scans give it."
  type        = string
  default     = "TollgateScan"
}

variable "external_id" {
  description = "External id that Tollgate gives (TOLLGATE_SCAN_EXTERNAL_ID); null = none is asked for."
  type        = string
  default     = null
}

variable "max_session_seconds" {
  description = "Longest session in seconds."
  type        = number
  default     = 3600
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [var.trusted_role_arn]
    }
    dynamic "condition" {
      for_each = var.external_id == null ? [] : [var.external_id]
      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [condition.value]
      }
    }
  }
}

data "aws_iam_policy_document" "scan" {
  statement {
    sid       = "TollgateScan"
    resources = ["*"]
    actions = [
      "cloudwatch:GetMetricData",
      "directconnect:DescribeDirectConnectGatewayAssociations",
      "directconnect:DescribeDirectConnectGateways",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeFlowLogs",
      "ec2:DescribeNatGateways",
      "ec2:DescribeNetworkAcls",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeTransitGatewayAttachments",
      "ec2:DescribeVpcAttribute",
      "ec2:DescribeVpcEndpointAssociations",
      "ec2:DescribeVpcEndpointConnections",
      "ec2:DescribeVpcEndpointServiceConfigurations",
      "ec2:DescribeVpcEndpointServices",
      "ec2:DescribeVpcEndpoints",
      "ec2:DescribeVpcPeeringConnections",
      "ec2:DescribeVpcs",
      "ec2:DescribeVpnConnections",
      "ec2:DescribeVpnGateways",
      "ec2:GetManagedPrefixListEntries",
      "ec2:SearchTransitGatewayRoutes",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeLoadBalancers",
      "route53:ListHostedZonesByVPC",
      "route53:ListResourceRecordSets",
      "route53profiles:ListProfileAssociations",
      "route53profiles:ListProfileResourceAssociations",
      "route53resolver:ListResolverEndpoints",
      "route53resolver:ListResolverRuleAssociations",
      "route53resolver:ListResolverRules",
    ]
  }
}

resource "aws_iam_role" "scan" {
  name                 = var.role_name
  description          = "Tollgate reads VPC endpoints and their metrics."
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = var.max_session_seconds
}

resource "aws_iam_role_policy" "scan" {
  name   = "scan"
  role   = aws_iam_role.scan.id
  policy = data.aws_iam_policy_document.scan.json
}

output "role_arn" {
  value = aws_iam_role.scan.arn
}
