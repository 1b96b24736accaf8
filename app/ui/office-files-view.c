/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-files-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-file-row.h"
#include "office-folded-text.h"
#include "office-search-escape.h"

struct _OfficeFilesView {
  GtkWidget parent_instance;

  OfficeSession *session;
  char *room;
  GListModel *files; /* all of the room */
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  char *typed; /* folded */

  GtkEditable *search_entry;
  GtkDropDown *type_drop;
  GtkWidget *tools;
  GtkStack *pages;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (OfficeFilesView, office_files_view, GTK_TYPE_WIDGET)

/* ---- what is shown ---- */

static OfficeFilesType
get_type (OfficeAttachment *file)
{
  static const char *const documents[] = { "text/",
                                           "application/pdf",
                                           "application/rtf",
                                           "application/msword",
                                           "application/vnd.oasis.opendocument",
                                           "application/vnd.openxmlformats-officedocument",
                                           "application/vnd.ms-",
                                           "application/json",
                                           "application/xml",
                                           "application/epub" };
  const char *type = office_attachment_get_media_type (file);

  if (office_attachment_is_picture (file))
    return OFFICE_FILES_PICTURES;
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (documents); i++)
    if (g_str_has_prefix (type, documents[i]) && !office_attachment_is_program (file))
      return OFFICE_FILES_DOCUMENTS;
  return OFFICE_FILES_OTHERS;
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  OfficeFilesView *self = data;
  OfficeFilesType type = (OfficeFilesType) gtk_drop_down_get_selected (self->type_drop);
  g_autofree char *folded = NULL;

  if (type != OFFICE_FILES_ALL && get_type (item) != type)
    return FALSE;
  if (*self->typed == '\0')
    return TRUE;
  folded = office_text_fold (office_attachment_get_name (item));
  return strstr (folded, self->typed) != NULL;
}

static void
update_page (OfficeFilesView *self)
{
  gboolean any = self->files != NULL && g_list_model_get_n_items (self->files) > 0;
  gboolean found = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  gtk_widget_set_visible (self->tools, any);
  gtk_stack_set_visible_child_name (self->pages, !any ? "none" : found ? "files" : "nothing");
}

static void
on_filter_changed (OfficeFilesView *self)
{
  g_free (self->typed);
  self->typed = office_text_fold (gtk_editable_get_text (self->search_entry));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

/* ---- rows ---- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, office_file_row_new ());
}

static void
on_bind (OfficeFilesView *self, GtkListItem *item)
{
  office_file_row_set_file (OFFICE_FILE_ROW (gtk_list_item_get_child (item)), self->session,
                            gtk_list_item_get_item (item));
}

static void
on_unbind (OfficeFilesView *self, GtkListItem *item)
{
  office_file_row_set_file (OFFICE_FILE_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static OfficeFileRow *
find_row (GtkWidget *widget, OfficeAttachment *file)
{
  if (OFFICE_IS_FILE_ROW (widget))
    return office_file_row_get_file (OFFICE_FILE_ROW (widget)) == file ? OFFICE_FILE_ROW (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      OfficeFileRow *row = find_row (child, file);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static void
on_activated (OfficeFilesView *self, guint position)
{
  g_autoptr (OfficeAttachment) file = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);
  OfficeFileRow *row = file != NULL ? find_row (GTK_WIDGET (self->list), file) : NULL;

  if (row != NULL)
    office_file_row_open (row);
}

/* ---- overrides ---- */

static void
office_files_view_dispose (GObject *object)
{
  OfficeFilesView *self = OFFICE_FILES_VIEW (object);
  GtkWidget *child;

  if (self->filtered != NULL)
    office_files_view_set_room (self, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->typed, g_free);

  G_OBJECT_CLASS (office_files_view_parent_class)->dispose (object);
}

static void
office_files_view_class_init (OfficeFilesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_files_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-files-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeFilesView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, OfficeFilesView, type_drop);
  gtk_widget_class_bind_template_child (widget_class, OfficeFilesView, tools);
  gtk_widget_class_bind_template_child (widget_class, OfficeFilesView, pages);
  gtk_widget_class_bind_template_child (widget_class, OfficeFilesView, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
office_files_view_init (OfficeFilesView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  office_search_escape_watch (GTK_WIDGET (self->search_entry));
  self->typed = g_strdup ("");
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->filtered))));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  g_object_unref (selection);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "changed", G_CALLBACK (on_filter_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->type_drop, "notify::selected", G_CALLBACK (on_filter_changed), self,
                           G_CONNECT_SWAPPED);
  update_page (self);
}

/* ---- public ---- */

/**
 * office_files_view_set_room:
 * @session: (nullable): the office
 * @room: (nullable): the room's id, with a session
 *
 * What was filtered by is forgotten with the other room.
 */
void
office_files_view_set_room (OfficeFilesView *self, OfficeSession *session, const char *room)
{
  g_return_if_fail (OFFICE_IS_FILES_VIEW (self));
  g_return_if_fail ((session != NULL) == (room != NULL));

  if (session == self->session && g_strcmp0 (room, self->room) == 0)
    return;
  gtk_filter_list_model_set_model (self->filtered, NULL);
  g_clear_object (&self->files);
  g_set_object (&self->session, session);
  g_free (self->room);
  self->room = g_strdup (room);
  gtk_editable_set_text (self->search_entry, "");
  gtk_drop_down_set_selected (self->type_drop, OFFICE_FILES_ALL);
  if (session != NULL)
    {
      self->files = office_session_list_room_files (session, room);
      gtk_filter_list_model_set_model (self->filtered, self->files);
    }
  update_page (self);
}

/**
 * office_files_view_set_filter:
 * @text: a part of the name; "": any
 * @type: what sort of files
 */
void
office_files_view_set_filter (OfficeFilesView *self, const char *text, OfficeFilesType type)
{
  g_return_if_fail (OFFICE_IS_FILES_VIEW (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (self->search_entry, text);
  gtk_drop_down_set_selected (self->type_drop, type);
}

/**
 * office_files_view_focus:
 *
 * Puts the focus onto the newest file; where there is none, into what there is.
 */
void
office_files_view_focus (OfficeFilesView *self)
{
  GtkWidget *first;

  g_return_if_fail (OFFICE_IS_FILES_VIEW (self));

  first = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  /* The row, and not a button in it, also where the focus is there already. */
  if (first != NULL && gtk_widget_get_mapped (first) && gtk_widget_grab_focus (first))
    return;
  if (!gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * office_files_view_get_files:
 *
 * Returns: (transfer none): the files that are shown
 */
GListModel *
office_files_view_get_files (OfficeFilesView *self)
{
  g_return_val_if_fail (OFFICE_IS_FILES_VIEW (self), NULL);

  return G_LIST_MODEL (self->filtered);
}
