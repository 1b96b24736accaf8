/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-host.h"
#include "office-web-door.h"

G_BEGIN_DECLS

void office_host_set_socket (OfficeHost *self, GSocket *socket); /* from the service manager */
OfficeWebDoor *office_host_get_web_door (OfficeHost *self); /* nullable */
const char *office_host_get_data (OfficeHost *self);
char *office_host_dup_address (OfficeHost *self);

G_END_DECLS
