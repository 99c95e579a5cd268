#!/usr/bin/env bash
# Orders with the AWS CLI: create a table, put, get, query.
set -euo pipefail
export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=
# The endpoint is all that differs from AWS. Any credentials do.
export AWS_ENDPOINT_URL=${AWS_ENDPOINT_URL:-http://localhost:8000}
table=${ORDERS_TABLE:-Orders}

aws dynamodb create-table --table-name "$table" --billing-mode PAY_PER_REQUEST \
    --attribute-definitions AttributeName=userId,AttributeType=S AttributeName=orderId,AttributeType=S \
    --key-schema AttributeName=userId,KeyType=HASH AttributeName=orderId,KeyType=RANGE >/dev/null
aws dynamodb wait table-exists --table-name "$table"

aws dynamodb put-item --table-name "$table" --item '{"userId": {"S": "u-1"}, "orderId": {"S": "o-1001"},
    "total": {"N": "49.95"}, "status": {"S": "PAID"}, "createdAt": {"S": "2026-01-31T12:00:00.000Z"}}'
total=$(aws dynamodb get-item --table-name "$table" --key '{"userId": {"S": "u-1"}, "orderId": {"S": "o-1001"}}' \
    --query Item.total.N --output text)
[ "$total" = 49.95 ]
count=$(aws dynamodb query --table-name "$table" --key-condition-expression 'userId = :user' \
    --expression-attribute-values '{":user": {"S": "u-1"}}' --query Count --output text)
[ "$count" = 1 ]
echo "$count order of u-1, total $total"
