// The actions there are. An action is served because it stands in this list; anything else is an unknown operation.
#pragma once

#include "wire/batch_get_item_codec.h"
#include "wire/batch_write_item_codec.h"
#include "wire/delete_item_codec.h"
#include "wire/get_item_codec.h"
#include "wire/put_item_codec.h"
#include "wire/query_codec.h"
#include "wire/scan_codec.h"
#include "wire/update_item_codec.h"

namespace basalt::wire {

template <class... Action>
struct ActionList {};

using Actions = ActionList<      //
    operations::BatchGetItem,    //
    operations::BatchWriteItem,  //
    operations::DeleteItem,      //
    operations::GetItem,         //
    operations::PutItem,         //
    operations::Query,           //
    operations::Scan,            //
    operations::UpdateItem>;

}  // namespace basalt::wire
