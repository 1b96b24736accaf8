/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-host.h"

G_BEGIN_DECLS

void office_host_set_socket (OfficeHost *self, GSocket *socket); /* from the service manager */
const char *office_host_get_data (OfficeHost *self);
char *office_host_dup_address (OfficeHost *self);

G_END_DECLS
